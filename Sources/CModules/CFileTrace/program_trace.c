#define _GNU_SOURCE
#include "tracing.h"
#include <stdio.h>
#include <sys/syscall.h>

// `unistd.h` declares `syscall` with any number of arguments.
typedef int process_id;

// Where what a statement does goes on out of sight: in another program, in a copy of this one, or in the kernel without the C library.

#define PROGRAM "another program"

static void tell_unseen(const char *what, const void *caller) {
  songbook_tell(songbook_unseen, what, working_folder, -1, caller);
}

// Within its caller a function would see the caller's own caller.
#define NOT_INLINE __attribute__((noinline))

#define WRAP_SPAWN(function)                                            \
  int function(int *process, const char *path, const void *actions, const void *attributes, char *const arguments[], char *const environment[]) { \
    NEXT(int, #function, int *, const char *, const void *, const void *, char *const[], char *const[]); \
    tell_unseen(PROGRAM, CALLER);                                       \
    return next(process, path, actions, attributes, arguments, environment); \
  }
WRAP_SPAWN(posix_spawn)
WRAP_SPAWN(posix_spawnp)

FILE *popen(const char *command, const char *mode) {
  NEXT(FILE *, "popen", const char *, const char *);
  tell_unseen(PROGRAM, CALLER);
  return next(command, mode);
}

int system(const char *command) {
  NEXT(int, "system", const char *);
  tell_unseen(PROGRAM, CALLER);
  return next(command);
}

NOT_INLINE process_id fork(void) {
  NEXT(process_id, "fork", void);
  tell_unseen("a copy of the process", CALLER);
  return next();
}

// A function between would return into what the copy has overwritten: the copy gets a stack of its own.
process_id vfork(void) {
  NEXT(process_id, "fork", void);
  tell_unseen("a copy of the process", CALLER);
  return next();
}

// Calls that ask for files or start something, as far as the C library has functions for them that are watched.
static int is_watched(long number) {
  switch (number) {
#ifdef SYS_open
  case SYS_open:
  case SYS_creat:
  case SYS_stat:
  case SYS_lstat:
  case SYS_access:
  case SYS_readlink:
  case SYS_getdents:
  case SYS_fork:
  case SYS_vfork:
  case SYS_rename:
  case SYS_unlink:
  case SYS_mkdir:
  case SYS_rmdir:
  case SYS_symlink:
  case SYS_link:
  case SYS_chmod:
#endif
#ifdef SYS_newfstatat
  case SYS_newfstatat:
#endif
#ifdef SYS_openat2
  case SYS_openat2:
#endif
#ifdef SYS_faccessat2
  case SYS_faccessat2:
#endif
#ifdef SYS_io_uring_setup
  case SYS_io_uring_setup:
#endif
#ifdef SYS_clone3
  case SYS_clone3:
#endif
  case SYS_openat:
  case SYS_open_by_handle_at:
  case SYS_statx:
  case SYS_fstat:
  case SYS_faccessat:
  case SYS_readlinkat:
  case SYS_getdents64:
  case SYS_clone:
  case SYS_execve:
  case SYS_execveat:
  case SYS_renameat2:
  case SYS_unlinkat:
  case SYS_mkdirat:
  case SYS_symlinkat:
  case SYS_linkat:
  case SYS_fchmodat:
  case SYS_truncate:
  case SYS_ftruncate:
  case SYS_chdir:
  case SYS_fchdir:
  case SYS_umask: return 1;
  default: return 0;
  }
}

long syscall(long number, long first, long second, long third, long fourth, long fifth, long sixth) {
  NEXT(long, "syscall", long, long, long, long, long, long, long);
  if (is_watched(number) && songbook_is_observed() && songbook_caller_at(CALLER) == caller_program) tell_unseen("a call of the kernel", CALLER);
  return next(number, first, second, third, fourth, fifth, sixth);
}
