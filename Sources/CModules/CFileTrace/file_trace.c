#define _GNU_SOURCE
#include "CFileTrace.h"
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#pragma clang diagnostic ignored "-Wbuiltin-requires-header"

// The headers that declare the wrapped functions are left out: with some settings they declare them in other ways.
typedef unsigned int mode_type;
enum { access_mode = 3, create = 0100, exclusive = 0200, truncate_flag = 01000, temporary = 020200000, here = -100 };

static songbook_file_observer observer;
static __thread int is_inside;

void songbook_observe_files(songbook_file_observer new_observer) {
  __atomic_store_n(&observer, new_observer, __ATOMIC_RELEASE);
}

static int belongs_to_machine(const char *path) {
  static const char *const folders[] = {"/usr/", "/etc/", "/proc/", "/sys/", "/dev/", "/lib/", "/lib64/", "/run/", "/var/cache/"};
  if (path[0] != '/') return 0;
  for (size_t index = 0; index < sizeof folders / sizeof *folders; index++)
    if (strncmp(path, folders[index], strlen(folders[index])) == 0) return 1;
  return 0;
}

static void tell(int use, const char *path, int folder, int descriptor) {
  songbook_file_observer told = __atomic_load_n(&observer, __ATOMIC_ACQUIRE);
  if (!told || is_inside || !path || !*path || belongs_to_machine(path)) return;
  int problem = errno;
  is_inside = 1;
  told(use, path, folder, descriptor);
  is_inside = 0;
  errno = problem;
}

static void tell_opened(const char *path, int folder, int flags, int descriptor) {
  if (descriptor < 0) return tell(songbook_file_looked, path, folder, -1);
  int is_written = (flags & access_mode) != 0 || (flags & (create | truncate_flag)) != 0;
  // What was made by this very call has nothing in it to read.
  int is_new = (flags & (create | exclusive)) == (create | exclusive) || (flags & truncate_flag);
  int is_read = (flags & access_mode) != 1 && !is_new;
  if (is_read) tell(songbook_file_read, path, folder, descriptor);
  if (is_written) tell(songbook_file_wrote, path, folder, descriptor);
}

#define NEXT(result, name, ...)                        \
  static result (*next)(__VA_ARGS__);                  \
  if (!next) next = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define MODE_ARGUMENT(flags)                                            \
  mode_type mode = 0;                                                   \
  if ((flags) & (create | temporary)) {                                 \
    va_list arguments;                                                  \
    va_start(arguments, flags);                                         \
    mode = va_arg(arguments, mode_type);                                \
    va_end(arguments);                                                  \
  }

#define WRAP_OPEN(function)                                             \
  int function(const char *path, int flags, ...) {                      \
    MODE_ARGUMENT(flags)                                                \
    NEXT(int, #function, const char *, int, ...);                       \
    int descriptor = next(path, flags, mode);                           \
    tell_opened(path, here, flags, descriptor);                         \
    return descriptor;                                                  \
  }
WRAP_OPEN(open)
WRAP_OPEN(open64)

#define WRAP_OPENAT(function)                                           \
  int function(int folder, const char *path, int flags, ...) {          \
    MODE_ARGUMENT(flags)                                                \
    NEXT(int, #function, int, const char *, int, ...);                  \
    int descriptor = next(folder, path, flags, mode);                   \
    tell_opened(path, folder, flags, descriptor);                       \
    return descriptor;                                                  \
  }
WRAP_OPENAT(openat)
WRAP_OPENAT(openat64)

extern int fileno(void *stream);

#define WRAP_FOPEN(function)                                            \
  void *function(const char *path, const char *mode) {                  \
    NEXT(void *, #function, const char *, const char *);                \
    void *stream = next(path, mode);                                    \
    int is_updated = strchr(mode, '+') != NULL;                         \
    if (!stream) {                                                      \
      tell(songbook_file_looked, path, here, -1);                       \
    } else {                                                            \
      if (mode[0] == 'r' || (mode[0] == 'a' && is_updated)) tell(songbook_file_read, path, here, fileno(stream)); \
      if (mode[0] != 'r' || is_updated) tell(songbook_file_wrote, path, here, fileno(stream));                    \
    }                                                                   \
    return stream;                                                      \
  }
WRAP_FOPEN(fopen)
WRAP_FOPEN(fopen64)

int access(const char *path, int mode) {
  NEXT(int, "access", const char *, int);
  int result = next(path, mode);
  tell(songbook_file_looked, path, here, -1);
  return result;
}

int faccessat(int folder, const char *path, int mode, int flags) {
  NEXT(int, "faccessat", int, const char *, int, int);
  int result = next(folder, path, mode, flags);
  tell(songbook_file_looked, path, folder, -1);
  return result;
}

#define WRAP_STAT(function)                                             \
  int function(const char *path, void *information) {                   \
    NEXT(int, #function, const char *, void *);                         \
    int result = next(path, information);                               \
    tell(songbook_file_looked, path, here, -1);                         \
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
    tell(songbook_file_looked, path, folder, -1);                       \
    return result;                                                      \
  }
WRAP_FSTATAT(fstatat)
WRAP_FSTATAT(fstatat64)

int statx(int folder, const char *path, int flags, unsigned int mask, void *information) {
  NEXT(int, "statx", int, const char *, int, unsigned int, void *);
  int result = next(folder, path, flags, mask, information);
  tell(songbook_file_looked, path, folder, -1);
  return result;
}

void *opendir(const char *path) {
  NEXT(void *, "opendir", const char *);
  void *stream = next(path);
  tell(stream ? songbook_file_listed : songbook_file_looked, path, here, -1);
  return stream;
}

int rename(const char *old_path, const char *new_path) {
  NEXT(int, "rename", const char *, const char *);
  int result = next(old_path, new_path);
  if (result == 0) {
    tell(songbook_file_wrote, old_path, here, -1);
    tell(songbook_file_wrote, new_path, here, -1);
  }
  return result;
}

int renameat(int old_folder, const char *old_path, int new_folder, const char *new_path) {
  NEXT(int, "renameat", int, const char *, int, const char *);
  int result = next(old_folder, old_path, new_folder, new_path);
  if (result == 0) {
    tell(songbook_file_wrote, old_path, old_folder, -1);
    tell(songbook_file_wrote, new_path, new_folder, -1);
  }
  return result;
}

int link(const char *old_path, const char *new_path) {
  NEXT(int, "link", const char *, const char *);
  int result = next(old_path, new_path);
  if (result == 0) tell(songbook_file_wrote, new_path, here, -1);
  return result;
}

#define WRAP_REMOVAL(function)                                          \
  int function(const char *path) {                                      \
    NEXT(int, #function, const char *);                                 \
    int result = next(path);                                            \
    if (result == 0) tell(songbook_file_wrote, path, here, -1);         \
    return result;                                                      \
  }
WRAP_REMOVAL(unlink)
WRAP_REMOVAL(remove)

int unlinkat(int folder, const char *path, int flags) {
  NEXT(int, "unlinkat", int, const char *, int);
  int result = next(folder, path, flags);
  if (result == 0) tell(songbook_file_wrote, path, folder, -1);
  return result;
}
