#define _GNU_SOURCE
#include "tracing.h"
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <fts.h>
#include <glob.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Names in a folder come in the order of the file system, which is another one in another copy of the folder. Analyses get them sorted, so that
// equal folders give equal results.

// Within its caller a function would see the caller's own caller.
#define NOT_INLINE __attribute__((noinline))

struct listing {
  DIR *stream;
  struct dirent **entries;
  size_t count, position;
  struct listing *next;
};

static struct listing *listings;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static struct listing *find(DIR *stream, int is_removed) {
  pthread_mutex_lock(&lock);
  struct listing **place = &listings;
  while (*place && (*place)->stream != stream) place = &(*place)->next;
  struct listing *found = *place;
  if (found && is_removed) *place = found->next;
  pthread_mutex_unlock(&lock);
  return found;
}

static int by_name(const void *first, const void *second) {
  return strcmp((*(struct dirent *const *)first)->d_name, (*(struct dirent *const *)second)->d_name);
}

// The names that are still to come, sorted; NULL when there is no memory.
static struct listing *read_whole(DIR *stream, struct dirent *(*next)(DIR *)) {
  struct listing *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  made->stream = stream;
  size_t room = 0;
  struct dirent *entry;
  while ((entry = next(stream))) {
    if (made->count == room) {
      room = room ? room * 2 : 64;
      struct dirent **larger = realloc(made->entries, room * sizeof *larger);
      if (!larger) break;
      made->entries = larger;
    }
    struct dirent *copy = malloc(sizeof *copy);
    if (!copy) break;
    memcpy(copy, entry, entry->d_reclen < sizeof *copy ? entry->d_reclen : sizeof *copy);
    made->entries[made->count++] = copy;
  }
  if (made->count) qsort(made->entries, made->count, sizeof *made->entries, by_name);
  pthread_mutex_lock(&lock);
  made->next = listings;
  listings = made;
  pthread_mutex_unlock(&lock);
  return made;
}

static void forget(DIR *stream) {
  struct listing *old = find(stream, 1);
  if (!old) return;
  for (size_t index = 0; index < old->count; index++) free(old->entries[index]);
  free(old->entries);
  free(old);
}

static struct dirent *next_name(DIR *stream, struct dirent *(*next)(DIR *), const void *caller) {
  struct listing *listing = find(stream, 0);
  if (!listing) {
    if (!songbook_is_observed() || songbook_caller_at(caller) == caller_runtime) return next(stream);
    int problem = errno;
    listing = read_whole(stream, next);
    if (!listing) return next(stream);
    errno = problem;
  }
  return listing->position < listing->count ? listing->entries[listing->position++] : NULL;
}

NOT_INLINE struct dirent *readdir(DIR *stream) {
  NEXT(struct dirent *, "readdir", DIR *);
  return next_name(stream, next, CALLER);
}

struct dirent64 *readdir64(DIR *stream) {
  NEXT(struct dirent *, "readdir64", DIR *);
  return (struct dirent64 *)next_name(stream, next, CALLER);
}

void rewinddir(DIR *stream) {
  NEXT(void, "rewinddir", DIR *);
  forget(stream);
  next(stream);
}

long telldir(DIR *stream) {
  NEXT(long, "telldir", DIR *);
  struct listing *listing = find(stream, 0);
  return listing ? (long)listing->position : next(stream);
}

void seekdir(DIR *stream, long position) {
  NEXT(void, "seekdir", DIR *, long);
  struct listing *listing = find(stream, 0);
  if (!listing) return next(stream, position);
  listing->position = position < 0 || (size_t)position > listing->count ? listing->count : (size_t)position;
}

int closedir(DIR *stream) {
  NEXT(int, "closedir", DIR *);
  forget(stream);
  return next(stream);
}

NOT_INLINE DIR *opendir(const char *path) {
  NEXT(DIR *, "opendir", const char *);
  DIR *stream = next(path);
  songbook_tell(stream ? songbook_file_listed : songbook_file_looked, path, working_folder, -1, CALLER);
  return stream;
}

DIR *fdopendir(int folder) {
  NEXT(DIR *, "fdopendir", int);
  DIR *stream = next(folder);
  if (stream) songbook_tell(songbook_file_listed, ".", folder, folder, CALLER);
  return stream;
}

ssize_t getdents64(int folder, void *buffer, size_t size) {
  NEXT(ssize_t, "getdents64", int, void *, size_t);
  songbook_tell(songbook_file_listed, ".", folder, folder, CALLER);
  return next(folder, buffer, size);
}

// MARK: Whole trees

typedef int (*entry_filter)(const struct dirent *);
typedef int (*entry_order)(const struct dirent **, const struct dirent **);

static int entries_by_name(const struct dirent **first, const struct dirent **second) {
  return strcmp((*first)->d_name, (*second)->d_name);
}

int scandir(const char *path, struct dirent ***names, entry_filter filter, entry_order order) {
  NEXT(int, "scandir", const char *, struct dirent ***, entry_filter, entry_order);
  int count = next(path, names, filter, order ? order : entries_by_name);
  songbook_tell(count < 0 ? songbook_file_looked : songbook_file_listed, path, working_folder, -1, CALLER);
  return count;
}

int scandirat(int folder, const char *path, struct dirent ***names, entry_filter filter, entry_order order) {
  NEXT(int, "scandirat", int, const char *, struct dirent ***, entry_filter, entry_order);
  int count = next(folder, path, names, filter, order ? order : entries_by_name);
  songbook_tell(count < 0 ? songbook_file_looked : songbook_file_listed, path, folder, -1, CALLER);
  return count;
}

static int trees_by_name(const FTSENT **first, const FTSENT **second) { return strcmp((*first)->fts_name, (*second)->fts_name); }

typedef int (*tree_order)(const FTSENT **, const FTSENT **);

FTS *fts_open(char *const *paths, int options, tree_order order) {
  NEXT(FTS *, "fts_open", char *const *, int, tree_order);
  int is_sorted = songbook_is_observed() && !order && paths[0] && !paths[1];
  return next(paths, options, is_sorted ? trees_by_name : order);
}

FTSENT *fts_read(FTS *tree) {
  NEXT(FTSENT *, "fts_read", FTS *);
  FTSENT *entry = next(tree);
  if (!entry) return entry;
  // With the working folder as it is now, which the walk may change.
  if (entry->fts_info == FTS_D) songbook_tell(songbook_file_listed, entry->fts_accpath, working_folder, -1, CALLER);
  if (entry->fts_info != FTS_DP) songbook_tell_status(entry->fts_accpath, working_folder, CALLER);
  return entry;
}

// What these call has to see them as the caller, and not the C library: a call at the end would be made a jump.
#define STAYS __asm__ volatile("" ::: "memory")

static void *open_matched(const char *path) {
  void *stream = opendir(path);
  STAYS;
  return stream;
}

static void close_matched(void *stream) {
  closedir(stream);
  STAYS;
}

static struct dirent *read_matched(void *stream) {
  struct dirent *entry = readdir(stream);
  STAYS;
  return entry;
}

extern int stat(const char *, struct stat *);
extern int lstat(const char *, struct stat *);

static int stat_matched(const char *path, struct stat *information) {
  int result = stat(path, information);
  STAYS;
  return result;
}

static int lstat_matched(const char *path, struct stat *information) {
  int result = lstat(path, information);
  STAYS;
  return result;
}

int glob(const char *pattern, int flags, int (*problem)(const char *, int), glob_t *matches) {
  NEXT(int, "glob", const char *, int, int (*)(const char *, int), glob_t *);
  if (!songbook_is_observed() || (flags & GLOB_ALTDIRFUNC)) return next(pattern, flags, problem, matches);
  // The folders that the pattern leads through are read by calls that are told.
  matches->gl_opendir = open_matched;
  matches->gl_readdir = read_matched;
  matches->gl_closedir = close_matched;
  matches->gl_stat = stat_matched;
  matches->gl_lstat = lstat_matched;
  int result = next(pattern, flags | GLOB_ALTDIRFUNC, problem, matches);
  matches->gl_flags &= ~GLOB_ALTDIRFUNC;
  return result;
}

static __thread int (*visit_tree)(const char *, const struct stat *, int, struct FTW *);
static __thread int (*visit_plain)(const char *, const struct stat *, int);
static __thread int tree_flags;

static void tell_visited(const char *path, int kind) {
  int use = kind == FTW_D || kind == FTW_DP ? songbook_file_listed : songbook_file_examined;
  songbook_tell(use, path, working_folder, -1, (const void *)tell_visited);
}

static int visited_tree(const char *path, const struct stat *information, int kind, struct FTW *place) {
  tell_visited(tree_flags & FTW_CHDIR ? path + place->base : path, kind);
  return visit_tree(path, information, kind, place);
}

static int visited_plain(const char *path, const struct stat *information, int kind) {
  tell_visited(path, kind);
  return visit_plain(path, information, kind);
}

int nftw(const char *path, int (*visit)(const char *, const struct stat *, int, struct FTW *), int depth, int flags) {
  NEXT(int, "nftw", const char *, int (*)(const char *, const struct stat *, int, struct FTW *), int, int);
  int (*outer)(const char *, const struct stat *, int, struct FTW *) = visit_tree;
  int outer_flags = tree_flags;
  visit_tree = visit;
  tree_flags = flags;
  int result = next(path, visited_tree, depth, flags);
  visit_tree = outer;
  tree_flags = outer_flags;
  return result;
}

int ftw(const char *path, int (*visit)(const char *, const struct stat *, int), int depth) {
  NEXT(int, "ftw", const char *, int (*)(const char *, const struct stat *, int), int);
  int (*outer)(const char *, const struct stat *, int) = visit_plain;
  visit_plain = visit;
  int result = next(path, visited_plain, depth);
  visit_plain = outer;
  return result;
}

// With 64 bits both forms of a function are one.
#if __SIZEOF_LONG__ == 8
int scandir64(const char *, struct dirent64 ***, int (*)(const struct dirent64 *),
              int (*)(const struct dirent64 **, const struct dirent64 **)) __attribute__((alias("scandir")));
int scandirat64(int, const char *, struct dirent64 ***, int (*)(const struct dirent64 *),
                int (*)(const struct dirent64 **, const struct dirent64 **)) __attribute__((alias("scandirat")));
int glob64(const char *, int, int (*)(const char *, int), glob64_t *) __attribute__((alias("glob")));
int nftw64(const char *, int (*)(const char *, const struct stat64 *, int, struct FTW *), int, int) __attribute__((alias("nftw")));
int ftw64(const char *, int (*)(const char *, const struct stat64 *, int), int) __attribute__((alias("ftw")));
FTS64 *fts64_open(char *const *, int, int (*)(const FTSENT64 **, const FTSENT64 **)) __attribute__((alias("fts_open")));
FTSENT64 *fts64_read(FTS64 *) __attribute__((alias("fts_read")));
#endif
