#define _GNU_SOURCE
#include "tracing.h"
#include <errno.h>
#include <link.h>
#include <stdint.h>
#include <string.h>

struct range {
  uintptr_t start, end;
  enum songbook_caller caller;
};

enum { most_ranges = 512 };
static struct range ranges[most_ranges];
static int range_count;

static songbook_observer observer;
static __thread int is_inside;

// What these read and draw is theirs: fonts, their caches and settings, data that comes with them.
static int is_runtime(const char *name) {
  static const char *const libraries[] = {
      "libfontconfig", "libfreetype", "libpango", "libcairo",  "libpixman", "libharfbuzz", "libgraphite2",       "libfribidi",
      "libglib",       "libgobject",  "libgio",   "libexpat",  "libthai",   "libdatrie",   "lib_FoundationICU.", "libdispatch.",
      "libswift",      "libc.so",     "ld-linux", "libpthread", "libBlocksRuntime",  "libsvm.",            "liblinear."};
  const char *slash = strrchr(name, '/');
  const char *file = slash ? slash + 1 : name;
  for (size_t index = 0; index < sizeof libraries / sizeof *libraries; index++)
    if (strncmp(file, libraries[index], strlen(libraries[index])) == 0) return 1;
  return 0;
}

static int note_object(struct dl_phdr_info *object, size_t size, void *count) {
  (void)size;
  int *seen = count;
  int is_program = (*seen)++ == 0;
  enum songbook_caller caller = is_program                                      ? caller_program
                                : strstr(object->dlpi_name, "/libFoundation")   ? caller_foundation
                                : strstr(object->dlpi_name, "/libSongbook.so")  ? caller_library
                                : is_runtime(object->dlpi_name)                 ? caller_runtime
                                                                                : caller_other;
  for (int index = 0; index < object->dlpi_phnum && range_count < most_ranges; index++) {
    const ElfW(Phdr) *header = &object->dlpi_phdr[index];
    if (header->p_type != PT_LOAD || !(header->p_flags & PF_X)) continue;
    uintptr_t start = object->dlpi_addr + header->p_vaddr;
    ranges[range_count++] = (struct range){start, start + header->p_memsz, caller};
  }
  return 0;
}

enum songbook_caller songbook_caller_at(const void *address) {
  for (int index = 0; index < range_count; index++)
    if (ranges[index].start <= (uintptr_t)address && (uintptr_t)address < ranges[index].end) return ranges[index].caller;
  return caller_other;
}

extern const int *songbook_current_line;

void songbook_observe(songbook_observer new_observer, const int *line) {
  int count = 0;
  range_count = 0;
  if (new_observer) dl_iterate_phdr(note_object, &count);
  songbook_current_line = line;
  __atomic_store_n(&observer, new_observer, __ATOMIC_RELEASE);
}

int songbook_is_observed(void) { return __atomic_load_n(&observer, __ATOMIC_ACQUIRE) != NULL && !is_inside; }

void songbook_tell(int use, const char *name, int folder, int descriptor, const void *caller) {
  songbook_observer told = __atomic_load_n(&observer, __ATOMIC_ACQUIRE);
  if (!told || is_inside || !name) return;
  int problem = errno;
  if (songbook_caller_at(caller) != caller_runtime) {
    is_inside = 1;
    told(use, name, folder, descriptor);
    is_inside = 0;
  }
  errno = problem;
}

void songbook_tell_status(const char *path, int folder, const void *caller) {
  if (!songbook_is_observed()) return;
  int is_whole = songbook_caller_at(caller) == caller_program;
  songbook_tell(is_whole ? songbook_file_examined : songbook_file_looked, path, folder, -1, caller);
}
