#pragma once

// What the files of this module share.

#include "CFileTrace.h"
#include <dlfcn.h>

enum { working_folder = -100 };

// Whose code made a call.
enum songbook_caller { caller_program, caller_library, caller_foundation, caller_runtime, caller_other };

__attribute__((visibility("hidden"))) enum songbook_caller songbook_caller_at(const void *address);
__attribute__((visibility("hidden"))) int songbook_is_observed(void);
__attribute__((visibility("hidden"))) void songbook_tell(int use, const char *name, int folder, int descriptor, const void *caller);
// For `stat` and its kin: Foundation asks for no more than the kind, the author's own code may use all that it gets.
__attribute__((visibility("hidden"))) void songbook_tell_status(const char *path, int folder, const void *caller);

// A file is open from now on; `stream` is NULL where there is none.
__attribute__((visibility("hidden"))) void songbook_note_open(int descriptor, void *stream, const void *caller);

#define CALLER __builtin_return_address(0)

#define NEXT(result, name, ...)                        \
  static result (*next)(__VA_ARGS__);                  \
  if (!next) next = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
