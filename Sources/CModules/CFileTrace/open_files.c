#define _GNU_SOURCE
#include "tracing.h"
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

// Files that stay open behind the statement that opened them. A later statement that reads on, writes or closes one names no file, and what it finds
// depends on how far the ones before it have come. How far shows between two statements: in the position, the size and the time of the last change.

struct open_file {
  int descriptor;
  FILE *stream;
  dev_t device;
  ino_t inode;
  off_t position, size;
  struct timespec written;
  // It was there when the statement began.
  int is_kept;
};

enum { most_files = 256 };
static struct open_file files[most_files];
static int file_count;
// More files were open at once than can be followed.
static int is_full;
// The statement has closed a file that was there when it began.
static int is_closed;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void remove_file(int index) {
  if (files[index].is_kept) is_closed = 1;
  files[index] = files[--file_count];
}

static int find(int descriptor, FILE *stream) {
  for (int index = 0; index < file_count; index++)
    if (files[index].descriptor == descriptor || (stream && files[index].stream == stream)) return index;
  return -1;
}

// Whether the descriptor still stands for the file.
static int is_open(const struct open_file *file, struct stat *information) {
  return fstat(file->descriptor, information) == 0 && information->st_dev == file->device && information->st_ino == file->inode;
}

void songbook_note_open(int descriptor, void *stream, const void *caller) {
  if (descriptor < 0 || !songbook_is_observed()) return;
  enum songbook_caller who = songbook_caller_at(caller);
  struct stat information;
  if (who == caller_library || who == caller_runtime || fstat(descriptor, &information) != 0 || !S_ISREG(information.st_mode)) return;
  pthread_mutex_lock(&lock);
  // What had the number has been closed.
  for (int index; (index = find(descriptor, stream)) >= 0;) remove_file(index);
  struct stat other;
  for (int index = file_count - 1; file_count == most_files && index >= 0; index--)
    if (!is_open(&files[index], &other)) remove_file(index);
  if (file_count < most_files)
    files[file_count++] = (struct open_file){descriptor, stream, information.st_dev, information.st_ino, 0, 0, {0, 0}, 0};
  else
    is_full = 1;
  pthread_mutex_unlock(&lock);
}

// A closed stream must not be asked for its position.
int fclose(FILE *stream) {
  NEXT(int, "fclose", FILE *);
  pthread_mutex_lock(&lock);
  for (int index = file_count - 1; index >= 0; index--)
    if (files[index].stream == stream) remove_file(index);
  pthread_mutex_unlock(&lock);
  return next(stream);
}

void songbook_check_open_files(void) {
  if (__atomic_load_n(&file_count, __ATOMIC_RELAXED) == 0 && !is_full && !is_closed) return;
  int written[most_files], written_count = 0;
  pthread_mutex_lock(&lock);
  for (int index = file_count - 1; index >= 0; index--) {
    struct stat information;
    if (!is_open(&files[index], &information)) remove_file(index);
  }
  int is_changed = is_full || is_closed;
  is_closed = 0;
  for (int index = 0; index < file_count; index++) {
    struct open_file *file = &files[index];
    struct stat information;
    if (!is_open(file, &information)) continue;
    off_t position = file->stream ? ftello(file->stream) : lseek(file->descriptor, 0, SEEK_CUR);
    int is_written = information.st_size != file->size || information.st_mtim.tv_sec != file->written.tv_sec
                     || information.st_mtim.tv_nsec != file->written.tv_nsec;
    if (!file->is_kept || is_written || position != file->position) is_changed = 1;
    if (file->is_kept && is_written) written[written_count++] = file->descriptor;
    file->is_kept = 1;
    file->position = position;
    file->size = information.st_size;
    file->written = information.st_mtim;
  }
  pthread_mutex_unlock(&lock);
  for (int index = 0; index < written_count; index++)
    songbook_tell(songbook_file_wrote, ".", written[index], written[index], (const void *)songbook_check_open_files);
  if (is_changed) songbook_tell(songbook_process_changed, "", working_folder, -1, (const void *)songbook_check_open_files);
}
