#define _GNU_SOURCE
#include "tracing.h"
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#pragma clang diagnostic ignored "-Wbuiltin-requires-header"

// The headers that declare the wrapped functions are left out: with some settings they declare them in other ways.
typedef unsigned int mode_type;
enum { access_mode = 3, create = 0100, exclusive = 0200, truncate_flag = 01000, temporary = 020200000 };

static void tell_changing(const char *path, int folder, enum songbook_change change, const void *caller) {
  songbook_tell(songbook_file_changing, path, folder, change, caller);
}

static int writes(int flags) { return (flags & access_mode) != 0 || (flags & (create | truncate_flag)) != 0; }

static void tell_opened(const char *path, int folder, int flags, int descriptor, const void *caller) {
  if (descriptor < 0) return songbook_tell(songbook_file_looked, path, folder, -1, caller);
  // What was made by this very call has nothing in it to read.
  int is_new = (flags & (create | exclusive)) == (create | exclusive) || (flags & truncate_flag);
  int is_read = (flags & access_mode) != 1 && !is_new;
  if (is_read) songbook_tell(songbook_file_read, path, folder, descriptor, caller);
  if (writes(flags)) songbook_tell(songbook_file_wrote, path, folder, descriptor, caller);
  songbook_note_open(descriptor, NULL, caller);
}

#define MODE_ARGUMENT(flags)                                            \
  mode_type mode = 0;                                                   \
  if ((flags) & (create | temporary)) {                                 \
    va_list arguments;                                                  \
    va_start(arguments, flags);                                         \
    mode = va_arg(arguments, mode_type);                                \
    va_end(arguments);                                                  \
  }

// MARK: Opening

#define WRAP_OPEN(function)                                             \
  int function(const char *path, int flags, ...) {                      \
    MODE_ARGUMENT(flags)                                                \
    NEXT(int, #function, const char *, int, ...);                       \
    if (writes(flags)) tell_changing(path, working_folder, songbook_change_contents, CALLER); \
    int descriptor = next(path, flags, mode);                           \
    tell_opened(path, working_folder, flags, descriptor, CALLER);       \
    return descriptor;                                                  \
  }
WRAP_OPEN(open)
WRAP_OPEN(open64)

#define WRAP_OPENAT(function)                                           \
  int function(int folder, const char *path, int flags, ...) {          \
    MODE_ARGUMENT(flags)                                                \
    NEXT(int, #function, int, const char *, int, ...);                  \
    if (writes(flags)) tell_changing(path, folder, songbook_change_contents, CALLER); \
    int descriptor = next(folder, path, flags, mode);                   \
    tell_opened(path, folder, flags, descriptor, CALLER);               \
    return descriptor;                                                  \
  }
WRAP_OPENAT(openat)
WRAP_OPENAT(openat64)

// What `open` becomes in libraries that were compiled with checks, where nothing is created.
#define WRAP_CHECKED_OPEN(function)                                     \
  int function(const char *path, int flags) {                           \
    NEXT(int, #function, const char *, int);                            \
    if (writes(flags)) tell_changing(path, working_folder, songbook_change_contents, CALLER); \
    int descriptor = next(path, flags);                                 \
    tell_opened(path, working_folder, flags, descriptor, CALLER);       \
    return descriptor;                                                  \
  }
WRAP_CHECKED_OPEN(__open_2)
WRAP_CHECKED_OPEN(__open64_2)

#define WRAP_CHECKED_OPENAT(function)                                   \
  int function(int folder, const char *path, int flags) {               \
    NEXT(int, #function, int, const char *, int);                       \
    if (writes(flags)) tell_changing(path, folder, songbook_change_contents, CALLER); \
    int descriptor = next(folder, path, flags);                         \
    tell_opened(path, folder, flags, descriptor, CALLER);               \
    return descriptor;                                                  \
  }
WRAP_CHECKED_OPENAT(__openat_2)
WRAP_CHECKED_OPENAT(__openat64_2)

#define WRAP_CREATION(function)                                         \
  int function(const char *path, mode_type mode) {                      \
    NEXT(int, #function, const char *, mode_type);                      \
    tell_changing(path, working_folder, songbook_change_contents, CALLER); \
    int descriptor = next(path, mode);                                  \
    if (descriptor >= 0) songbook_tell(songbook_file_wrote, path, working_folder, descriptor, CALLER); \
    songbook_note_open(descriptor, NULL, CALLER);                       \
    return descriptor;                                                  \
  }
WRAP_CREATION(creat)
WRAP_CREATION(creat64)

#define WRAP_TEMPORARY(function)                                        \
  int function(char *name) {                                            \
    NEXT(int, #function, char *);                                       \
    int descriptor = next(name);                                        \
    if (descriptor >= 0) tell_changing(name, working_folder, songbook_change_made, CALLER); \
    if (descriptor >= 0) songbook_tell(songbook_file_wrote, name, working_folder, descriptor, CALLER); \
    songbook_note_open(descriptor, NULL, CALLER);                       \
    return descriptor;                                                  \
  }
WRAP_TEMPORARY(mkstemp)
WRAP_TEMPORARY(mkstemp64)

// Shared memory lies in a folder like any other file.
static char *path_of_shared(const char *name, char path[static 300]) {
  // No name is longer than 255 bytes.
  strcpy(path, "/dev/shm/");
  return strncat(path, name[0] == '/' ? name + 1 : name, 255);
}

int shm_open(const char *name, int flags, mode_type mode) {
  NEXT(int, "shm_open", const char *, int, mode_type);
  char path[300];
  path_of_shared(name, path);
  if (writes(flags)) tell_changing(path, working_folder, songbook_change_contents, CALLER);
  int descriptor = next(name, flags, mode);
  tell_opened(path, working_folder, flags, descriptor, CALLER);
  return descriptor;
}

extern int fileno(void *stream);

static int stream_writes(const char *mode) { return mode[0] != 'r' || strchr(mode, '+') != NULL; }

static void tell_stream(const char *path, const char *mode, void *stream, const void *caller) {
  int is_updated = strchr(mode, '+') != NULL;
  if (!stream) return songbook_tell(songbook_file_looked, path, working_folder, -1, caller);
  int is_read = mode[0] == 'r' || (mode[0] == 'a' && is_updated);
  if (is_read) songbook_tell(songbook_file_read, path, working_folder, fileno(stream), caller);
  if (stream_writes(mode)) songbook_tell(songbook_file_wrote, path, working_folder, fileno(stream), caller);
  songbook_note_open(fileno(stream), stream, caller);
}

#define WRAP_FOPEN(function)                                            \
  void *function(const char *path, const char *mode) {                  \
    NEXT(void *, #function, const char *, const char *);                \
    if (stream_writes(mode)) tell_changing(path, working_folder, songbook_change_contents, CALLER); \
    void *stream = next(path, mode);                                    \
    tell_stream(path, mode, stream, CALLER);                            \
    return stream;                                                      \
  }
WRAP_FOPEN(fopen)
WRAP_FOPEN(fopen64)

#define WRAP_FREOPEN(function)                                          \
  void *function(const char *path, const char *mode, void *old) {       \
    NEXT(void *, #function, const char *, const char *, void *);        \
    if (path && stream_writes(mode)) tell_changing(path, working_folder, songbook_change_contents, CALLER); \
    void *stream = next(path, mode, old);                               \
    if (path) tell_stream(path, mode, stream, CALLER);                  \
    return stream;                                                      \
  }
WRAP_FREOPEN(freopen)
WRAP_FREOPEN(freopen64)

// MARK: Asking

int access(const char *path, int mode) {
  NEXT(int, "access", const char *, int);
  int result = next(path, mode);
  songbook_tell(songbook_file_looked, path, working_folder, -1, CALLER);
  return result;
}

int faccessat(int folder, const char *path, int mode, int flags) {
  NEXT(int, "faccessat", int, const char *, int, int);
  int result = next(folder, path, mode, flags);
  songbook_tell(songbook_file_looked, path, folder, -1, CALLER);
  return result;
}

#define WRAP_EFFECTIVE_ACCESS(function)                                 \
  int function(const char *path, int mode) {                            \
    NEXT(int, #function, const char *, int);                            \
    int result = next(path, mode);                                      \
    songbook_tell(songbook_file_looked, path, working_folder, -1, CALLER); \
    return result;                                                      \
  }
WRAP_EFFECTIVE_ACCESS(euidaccess)
WRAP_EFFECTIVE_ACCESS(eaccess)

#define WRAP_STAT(function)                                             \
  int function(const char *path, void *information) {                   \
    NEXT(int, #function, const char *, void *);                         \
    int result = next(path, information);                               \
    songbook_tell_status(path, working_folder, CALLER);                 \
    return result;                                                      \
  }
WRAP_STAT(stat)
WRAP_STAT(stat64)
WRAP_STAT(lstat)
WRAP_STAT(lstat64)

#define WRAP_FSTATAT(function)                                          \
  int function(int folder, const char *path, void *information, int flags) { \
    NEXT(int, #function, int, const char *, void *, int);               \
    int result = next(folder, path, information, flags);                \
    songbook_tell_status(path, folder, CALLER);                         \
    return result;                                                      \
  }
WRAP_FSTATAT(fstatat)
WRAP_FSTATAT(fstatat64)

int statx(int folder, const char *path, int flags, unsigned int mask, void *information) {
  NEXT(int, "statx", int, const char *, int, unsigned int, void *);
  int result = next(folder, path, flags, mask, information);
  songbook_tell_status(path, folder, CALLER);
  return result;
}

#define WRAP_FSTAT(function)                                            \
  int function(int file, void *information) {                           \
    NEXT(int, #function, int, void *);                                  \
    int result = next(file, information);                               \
    if (songbook_is_observed() && songbook_caller_at(CALLER) == caller_program)                    \
      songbook_tell(songbook_file_examined, ".", file, file, CALLER);   \
    return result;                                                      \
  }
WRAP_FSTAT(fstat)
WRAP_FSTAT(fstat64)

// Foundation asks for these where it gathers all attributes of a file.
#define WRAP_ATTRIBUTES(function)                                       \
  long function(const char *path, char *list, size_t size) {            \
    NEXT(long, #function, const char *, char *, size_t);                \
    long result = next(path, list, size);                               \
    songbook_tell(songbook_file_examined, path, working_folder, -1, CALLER); \
    return result;                                                      \
  }
WRAP_ATTRIBUTES(listxattr)
WRAP_ATTRIBUTES(llistxattr)

#define WRAP_READLINK(function)                                         \
  long function(const char *path, char *target, size_t size) {          \
    NEXT(long, #function, const char *, char *, size_t);                \
    long result = next(path, target, size);                             \
    songbook_tell(songbook_file_looked, path, working_folder, -1, CALLER); \
    return result;                                                      \
  }
WRAP_READLINK(readlink)

long __readlink_chk(const char *path, char *target, size_t size, size_t room) {
  NEXT(long, "__readlink_chk", const char *, char *, size_t, size_t);
  long result = next(path, target, size, room);
  songbook_tell(songbook_file_looked, path, working_folder, -1, CALLER);
  return result;
}

long readlinkat(int folder, const char *path, char *target, size_t size) {
  NEXT(long, "readlinkat", int, const char *, char *, size_t);
  long result = next(folder, path, target, size);
  songbook_tell(songbook_file_looked, path, folder, -1, CALLER);
  return result;
}

char *realpath(const char *path, char *resolved) {
  NEXT(char *, "realpath", const char *, char *);
  char *result = next(path, resolved);
  songbook_tell(songbook_file_resolved, path, working_folder, -1, CALLER);
  return result;
}

char *__realpath_chk(const char *path, char *resolved, size_t room) {
  NEXT(char *, "__realpath_chk", const char *, char *, size_t);
  char *result = next(path, resolved, room);
  songbook_tell(songbook_file_resolved, path, working_folder, -1, CALLER);
  return result;
}

char *canonicalize_file_name(const char *path) {
  NEXT(char *, "canonicalize_file_name", const char *);
  char *result = next(path);
  songbook_tell(songbook_file_resolved, path, working_folder, -1, CALLER);
  return result;
}

// MARK: Changing

// What failed, such as the removal of what is not there, tells what is there.
static void tell_changed(int result, const char *path, int folder, const void *caller) {
  songbook_tell(result == 0 ? songbook_file_wrote : songbook_file_looked, path, folder, -1, caller);
}

int rename(const char *old_path, const char *new_path) {
  NEXT(int, "rename", const char *, const char *);
  tell_changing(old_path, working_folder, songbook_change_place, CALLER);
  tell_changing(new_path, working_folder, songbook_change_name, CALLER);
  int result = next(old_path, new_path);
  tell_changed(result, old_path, working_folder, CALLER);
  tell_changed(result, new_path, working_folder, CALLER);
  return result;
}

int renameat(int old_folder, const char *old_path, int new_folder, const char *new_path) {
  NEXT(int, "renameat", int, const char *, int, const char *);
  tell_changing(old_path, old_folder, songbook_change_place, CALLER);
  tell_changing(new_path, new_folder, songbook_change_name, CALLER);
  int result = next(old_folder, old_path, new_folder, new_path);
  tell_changed(result, old_path, old_folder, CALLER);
  tell_changed(result, new_path, new_folder, CALLER);
  return result;
}

int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags) {
  NEXT(int, "renameat2", int, const char *, int, const char *, unsigned int);
  tell_changing(old_path, old_folder, songbook_change_place, CALLER);
  tell_changing(new_path, new_folder, songbook_change_name, CALLER);
  int result = next(old_folder, old_path, new_folder, new_path, flags);
  tell_changed(result, old_path, old_folder, CALLER);
  tell_changed(result, new_path, new_folder, CALLER);
  return result;
}

#define WRAP_LINK(function)                                             \
  int function(const char *old_path, const char *new_path) {            \
    NEXT(int, #function, const char *, const char *);                   \
    tell_changing(new_path, working_folder, songbook_change_name, CALLER); \
    int result = next(old_path, new_path);                              \
    tell_changed(result, new_path, working_folder, CALLER);             \
    return result;                                                      \
  }
WRAP_LINK(link)
WRAP_LINK(symlink)

int linkat(int old_folder, const char *old_path, int new_folder, const char *new_path, int flags) {
  NEXT(int, "linkat", int, const char *, int, const char *, int);
  tell_changing(new_path, new_folder, songbook_change_name, CALLER);
  int result = next(old_folder, old_path, new_folder, new_path, flags);
  tell_changed(result, new_path, new_folder, CALLER);
  return result;
}

int symlinkat(const char *old_path, int new_folder, const char *new_path) {
  NEXT(int, "symlinkat", const char *, int, const char *);
  tell_changing(new_path, new_folder, songbook_change_name, CALLER);
  int result = next(old_path, new_folder, new_path);
  tell_changed(result, new_path, new_folder, CALLER);
  return result;
}

#define WRAP_CHANGE(function)                                           \
  int function(const char *path) {                                      \
    NEXT(int, #function, const char *);                                 \
    tell_changing(path, working_folder, songbook_change_name, CALLER);  \
    int result = next(path);                                            \
    tell_changed(result, path, working_folder, CALLER);                 \
    return result;                                                      \
  }
WRAP_CHANGE(unlink)
WRAP_CHANGE(remove)
WRAP_CHANGE(rmdir)

int unlinkat(int folder, const char *path, int flags) {
  NEXT(int, "unlinkat", int, const char *, int);
  tell_changing(path, folder, songbook_change_name, CALLER);
  int result = next(folder, path, flags);
  tell_changed(result, path, folder, CALLER);
  return result;
}

int mkdir(const char *path, mode_type mode) {
  NEXT(int, "mkdir", const char *, mode_type);
  tell_changing(path, working_folder, songbook_change_name, CALLER);
  int result = next(path, mode);
  tell_changed(result, path, working_folder, CALLER);
  return result;
}

int chmod(const char *path, mode_type mode) {
  NEXT(int, "chmod", const char *, mode_type);
  int result = next(path, mode);
  tell_changed(result, path, working_folder, CALLER);
  return result;
}

int mkdirat(int folder, const char *path, mode_type mode) {
  NEXT(int, "mkdirat", int, const char *, mode_type);
  tell_changing(path, folder, songbook_change_name, CALLER);
  int result = next(folder, path, mode);
  tell_changed(result, path, folder, CALLER);
  return result;
}

#define WRAP_TRUNCATE(function)                                         \
  int function(const char *path, long length) {                         \
    NEXT(int, #function, const char *, long);                           \
    tell_changing(path, working_folder, songbook_change_contents, CALLER); \
    int result = next(path, length);                                    \
    tell_changed(result, path, working_folder, CALLER);                 \
    return result;                                                      \
  }
WRAP_TRUNCATE(truncate)
WRAP_TRUNCATE(truncate64)

int shm_unlink(const char *name) {
  NEXT(int, "shm_unlink", const char *);
  char path[300];
  path_of_shared(name, path);
  tell_changing(path, working_folder, songbook_change_name, CALLER);
  int result = next(name);
  tell_changed(result, path, working_folder, CALLER);
  return result;
}
