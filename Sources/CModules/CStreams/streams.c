#define _GNU_SOURCE
#include "CStreams.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#pragma clang diagnostic ignored "-Wbuiltin-requires-header"

enum { most_records = 20000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int is_noting;
// The stream that was written to last, 0 for none yet, and what would be recorded of its beginning.
static int last;
static int64_t first[3];
static int record_count;
static char order_file[4096];

// The calls themselves, so that nobody who follows files hears of these.
static ssize_t plain_write(int descriptor, const void *bytes, size_t count) { return syscall(SYS_write, descriptor, bytes, count); }

static int64_t size_of(int descriptor) {
  struct stat information;
  return fstat(descriptor, &information) == 0 && S_ISREG(information.st_mode) ? information.st_size : 0;
}

static void record(const int64_t numbers[3]) {
  int file = (int)syscall(SYS_openat, AT_FDCWD, order_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) return;
  plain_write(file, numbers, 3 * sizeof *numbers);
  syscall(SYS_close, file);
}

static void note(int descriptor) {
  if (descriptor == last || !order_file[0]) return;
  int problem = errno;
  int64_t numbers[3] = {descriptor, size_of(STDOUT_FILENO), size_of(STDERR_FILENO)};
  if (last == 0) {
    memcpy(first, numbers, sizeof first);
  } else if (record_count++ < most_records) {
    if (record_count == 1) record(first);
    record(numbers);
  }
  last = descriptor;
  errno = problem;
}

// A signal may have come while the lock was held: then nothing is noted.
static int begin_write(int descriptor) {
  if ((descriptor != STDOUT_FILENO && descriptor != STDERR_FILENO) || !__atomic_load_n(&is_noting, __ATOMIC_ACQUIRE)) return 0;
  if (pthread_mutex_trylock(&lock) != 0) return 0;
  note(descriptor);
  return 1;
}

#define NEXT(result, name, ...)                        \
  static result (*next)(__VA_ARGS__);                  \
  if (!next) next = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int descriptor, const void *bytes, size_t count) {
  NEXT(ssize_t, "write", int, const void *, size_t);
  int is_locked = begin_write(descriptor);
  ssize_t result = next(descriptor, bytes, count);
  if (is_locked) pthread_mutex_unlock(&lock);
  return result;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  NEXT(ssize_t, "writev", int, const struct iovec *, int);
  int is_locked = begin_write(descriptor);
  ssize_t result = next(descriptor, parts, count);
  if (is_locked) pthread_mutex_unlock(&lock);
  return result;
}

static ssize_t write_stream(void *stream, const char *bytes, size_t count) {
  int descriptor = (int)(intptr_t)stream;
  int is_locked = __atomic_load_n(&is_noting, __ATOMIC_ACQUIRE);
  if (is_locked) {
    pthread_mutex_lock(&lock);
    note(descriptor);
  }
  ssize_t result;
  do result = plain_write(descriptor, bytes, count);
  while (result < 0 && errno == EINTR);
  if (is_locked) pthread_mutex_unlock(&lock);
  // What cannot be written is lost, as it is with a file: 0 says so.
  return result < 0 ? 0 : result;
}

static FILE *opened(int descriptor, int mode) {
  cookie_io_functions_t functions = {.write = write_stream};
  FILE *stream = fopencookie((void *)(intptr_t)descriptor, "w", functions);
  if (!stream) return NULL;
  setvbuf(stream, NULL, mode, 1 << 16);
  // For code that asks which descriptor a stream has.
  stream->_fileno = descriptor;
  return stream;
}

void songbook_streams_begin(void) {
  // Whole lines reach the file at once: what is printed just before a crash matters most.
  FILE *output = opened(STDOUT_FILENO, _IOLBF), *errors = opened(STDERR_FILENO, _IONBF);
  if (output) stdout = output;
  if (errors) stderr = errors;
  __atomic_store_n(&is_noting, 1, __ATOMIC_RELEASE);
}

void songbook_streams_end(void) { __atomic_store_n(&is_noting, 0, __ATOMIC_RELEASE); }

static int new_file(const char *path) {
  return (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
}

int songbook_streams_rotate(const char *output, const char *errors, const char *order, int always, struct songbook_printed *printed) {
  const char *paths[2] = {output, errors};
  int files[2] = {-1, -1};
  pthread_mutex_lock(&lock);
  int is_needed = always;
  for (int index = 0; index < 2; index++) {
    struct stat information;
    printed->was_closed[index] = fstat(STDOUT_FILENO + index, &information) != 0;
    printed->sizes[index] = size_of(STDOUT_FILENO + index);
    is_needed |= printed->was_closed[index] || printed->sizes[index] > 0;
  }
  if (is_needed)
    for (int index = 0; index < 2; index++) files[index] = new_file(paths[index]);
  int is_done = is_needed && files[0] >= 0 && files[1] >= 0;
  for (int index = 0; index < 2; index++) {
    if (files[index] < 0) continue;
    if (is_done && files[index] != STDOUT_FILENO + index) dup2(files[index], STDOUT_FILENO + index);
    if (is_done) fcntl(STDOUT_FILENO + index, F_SETFD, 0);
    if (!is_done) syscall(SYS_unlinkat, AT_FDCWD, paths[index], 0);
  }
  for (int index = 0; index < 2; index++)
    if (files[index] > STDERR_FILENO || (files[index] >= 0 && !is_done)) syscall(SYS_close, files[index]);
  if (is_done) {
    last = 0;
    record_count = 0;
    strncpy(order_file, order, sizeof order_file - 1);
  }
  pthread_mutex_unlock(&lock);
  return is_done ? 1 : is_needed ? -1 : 0;
}
