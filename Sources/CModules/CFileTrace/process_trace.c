#define _GNU_SOURCE
#include "tracing.h"
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What a process knows of the world without a file, and the state of its own that one statement can leave to the next.

// MARK: Environment

static char *raw_getenv(const char *name) {
  NEXT(char *, "getenv", const char *);
  return next(name);
}

#define WRAP_GETENV(function)                                           \
  char *function(const char *name) {                                    \
    NEXT(char *, #function, const char *);                              \
    songbook_tell(songbook_variable_read, name, working_folder, -1, CALLER); \
    return next(name);                                                  \
  }
WRAP_GETENV(getenv)
WRAP_GETENV(secure_getenv)

#if defined(__x86_64__) || defined(__aarch64__)
// `ProcessInfo.environment` of FoundationEssentials, which reads all variables at once.
#define ENVIRONMENT "$s20FoundationEssentials11ProcessInfoC11environmentSDyS2SGvg"
__attribute__((swiftcall)) void *songbook_environment(__attribute__((swift_context)) void *information) __asm__(ENVIRONMENT);
__attribute__((swiftcall)) void *songbook_environment(__attribute__((swift_context)) void *information) {
  typedef __attribute__((swiftcall)) void *(*getter)(__attribute__((swift_context)) void *);
  static getter next;
  if (!next) next = (getter)dlsym(RTLD_NEXT, ENVIRONMENT);
  songbook_tell(songbook_environment_read, "", working_folder, -1, CALLER);
  return next(information);
}
#endif

// Words as a shell reads them, which may name variables and files.
int wordexp(const char *text, void *words, int flags) {
  NEXT(int, "wordexp", const char *, void *, int);
  songbook_tell(songbook_environment_read, "", working_folder, -1, CALLER);
  if (text && strpbrk(text, "*?[")) songbook_tell(songbook_file_listed, ".", working_folder, -1, CALLER);
  return next(text, words, flags);
}

// MARK: Process state

// What libraries set for themselves is theirs, such as signal handlers while they start a process, and what is as it was before is no change.
static void tell_process(int is_changed, const void *caller) {
  if (!is_changed || !songbook_is_observed() || songbook_caller_at(caller) != caller_program) return;
  songbook_tell(songbook_process_changed, "", working_folder, -1, caller);
}

static int differ(const char *first, const char *second) {
  return first && second ? strcmp(first, second) != 0 : first != second;
}

static char *copy(const char *text) { return text ? strdup(text) : NULL; }

int setenv(const char *name, const char *value, int replaces) {
  NEXT(int, "setenv", const char *, const char *, int);
  char *old = copy(raw_getenv(name));
  int result = next(name, value, replaces);
  tell_process(result == 0 && differ(old, raw_getenv(name)), CALLER);
  free(old);
  return result;
}

int unsetenv(const char *name) {
  NEXT(int, "unsetenv", const char *);
  int is_set = raw_getenv(name) != NULL;
  int result = next(name);
  tell_process(result == 0 && is_set, CALLER);
  return result;
}

int putenv(char *setting) {
  NEXT(int, "putenv", char *);
  int result = next(setting);
  tell_process(result == 0, CALLER);
  return result;
}

int clearenv(void) {
  NEXT(int, "clearenv", void);
  int result = next();
  tell_process(result == 0, CALLER);
  return result;
}

#define WRAP_CHANGE_OF_FOLDER(function, argument)                       \
  int function(argument folder) {                                       \
    NEXT(int, #function, argument);                                     \
    char old[PATH_MAX] = "", new[PATH_MAX] = "";                        \
    if (!getcwd(old, sizeof old)) old[0] = 0;                           \
    int result = next(folder);                                          \
    if (!getcwd(new, sizeof new)) new[0] = 0;                           \
    if (result == 0 && differ(old, new)) songbook_tell(songbook_process_changed, "", working_folder, -1, CALLER); \
    return result;                                                      \
  }
WRAP_CHANGE_OF_FOLDER(chdir, const char *)
WRAP_CHANGE_OF_FOLDER(fchdir, int)

unsigned int umask(unsigned int mask) {
  NEXT(unsigned int, "umask", unsigned int);
  unsigned int old = next(mask);
  tell_process(old != mask, CALLER);
  return old;
}

char *setlocale(int category, const char *locale) {
  NEXT(char *, "setlocale", int, const char *);
  char *old = copy(locale ? next(category, NULL) : NULL);
  char *result = next(category, locale);
  tell_process(locale && result && differ(old, result), CALLER);
  free(old);
  return result;
}

void *uselocale(void *locale) {
  NEXT(void *, "uselocale", void *);
  void *old = next(locale);
  tell_process(locale != NULL, CALLER);
  return old;
}

void *signal(int number, void *handler) {
  NEXT(void *, "signal", int, void *);
  void *old = next(number, handler);
  tell_process(old != handler, CALLER);
  return old;
}

int sigaction(int number, const void *action, void *old) {
  NEXT(int, "sigaction", int, const void *, void *);
  int result = next(number, action, old);
  tell_process(action && result == 0, CALLER);
  return result;
}

#define WRAP_LIMIT(function)                                            \
  int function(unsigned int resource, const void *limits) {             \
    NEXT(int, #function, unsigned int, const void *);                   \
    int result = next(resource, limits);                                \
    tell_process(result == 0, CALLER);                                  \
    return result;                                                      \
  }
WRAP_LIMIT(setrlimit)
WRAP_LIMIT(setrlimit64)

// MARK: Random numbers

__attribute__((visibility("hidden"))) const int *songbook_current_line;

// A statement may draw a million numbers: the first is told. What it draws from a seed of its own says nothing of earlier statements.
struct told_lines { int told, seeded; };
static struct told_lines random_lines, text_lines;

static void tell_drawn(struct told_lines *lines, int use, const void *caller) {
  if (!songbook_is_observed() || !songbook_current_line) return;
  int line = *songbook_current_line;
  if (line == lines->seeded || (use == songbook_random_drawn && line == lines->told)) return;
  enum songbook_caller who = songbook_caller_at(caller);
  if (who == caller_library || who == caller_runtime) return;
  if (use == songbook_random_seeded) lines->seeded = line;
  lines->told = line;
  songbook_tell(use, "", working_folder, -1, caller);
}

static void tell_random(int use, const void *caller) { tell_drawn(&random_lines, use, caller); }

#define WRAP_DRAW(function, result, ...)                                \
  result function(void) {                                               \
    NEXT(result, #function, void);                                      \
    tell_random(songbook_random_drawn, CALLER);                         \
    return next();                                                      \
  }
WRAP_DRAW(rand, int)
WRAP_DRAW(random, long)
WRAP_DRAW(drand48, double)
WRAP_DRAW(lrand48, long)
WRAP_DRAW(mrand48, long)

#define WRAP_SEED(function, result, argument)                           \
  result function(argument value) {                                     \
    NEXT(result, #function, argument);                                  \
    tell_random(songbook_random_seeded, CALLER);                        \
    return next(value);                                                 \
  }
WRAP_SEED(srand, void, unsigned int)
WRAP_SEED(srandom, void, unsigned int)
WRAP_SEED(srand48, void, long)
WRAP_SEED(seed48, unsigned short *, unsigned short *)
WRAP_SEED(lcong48, void, unsigned short *)
WRAP_SEED(setstate, char *, char *)

char *initstate(unsigned int seed, char *state, size_t size) {
  NEXT(char *, "initstate", unsigned int, char *, size_t);
  tell_random(songbook_random_seeded, CALLER);
  return next(seed, state, size);
}

// MARK: Parts of a text

char *strtok(char *text, const char *separators) {
  NEXT(char *, "strtok", char *, const char *);
  tell_drawn(&text_lines, text ? songbook_random_seeded : songbook_random_drawn, CALLER);
  return next(text, separators);
}
