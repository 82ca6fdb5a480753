#define _GNU_SOURCE
#include "CAccessTrace.h"
#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct { uintptr_t start, end; } range;

static int is_recording;
static int current_line;
// What stands between two statements accesses nothing that counts.
static int is_paused;
// Grows with every statement, so that what threads remember of the one before is forgotten.
static uint32_t epoch = 1;
// The program's image; its code; the code of libswiftCore, which writes through key paths for the program.
static range image, code, core;
static uintptr_t image_base;

static int contains(range range, uintptr_t address) { return address - range.start < range.end - range.start; }

// MARK: Lock

static int lock_word;

static void lock(void) {
  while (__atomic_exchange_n(&lock_word, 1, __ATOMIC_ACQUIRE)) sched_yield();
}

static void unlock(void) { __atomic_store_n(&lock_word, 0, __ATOMIC_RELEASE); }

static size_t hash(uint64_t number) {
  number *= 0x9E3779B97F4A7C15u;
  return (size_t)(number ^ (number >> 29));
}

// MARK: Objects

// Who made the object at an address, for every 16 bytes of it: the line of a statement plus one, or the negated number
// of a lazy variable's token; zero where no object of the program lies. Three levels, of which only what is used takes
// memory.
enum { grain_bits = 4, page_bits = 12, region_bits = 30, address_bits = 47 };
enum { page_grains = 1 << (page_bits - grain_bits) };
typedef int32_t page_of_makers[page_grains];
typedef page_of_makers *region[1 << (region_bits - page_bits)];
static region *regions[1 << (address_bits - region_bits)];

// Of longer objects the beginning counts: their properties stand there.
enum { longest_object = 1 << 12 };

static void *zeroed(size_t size) {
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

// The makers of the page that an address lies in; NULL where there are none and none are to be made.
static page_of_makers *makers_around(uintptr_t address, int is_made) {
  if (address >> address_bits) return NULL;
  region **place = &regions[address >> region_bits];
  region *found = __atomic_load_n(place, __ATOMIC_ACQUIRE);
  if (!found) {
    if (!is_made || !(found = zeroed(sizeof(region)))) return NULL;
    region *other = NULL;
    if (!__atomic_compare_exchange_n(place, &other, found, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
      munmap(found, sizeof(region));
      found = other;
    }
  }
  page_of_makers **page = &(*found)[(address >> page_bits) & ((1 << (region_bits - page_bits)) - 1)];
  page_of_makers *makers = __atomic_load_n(page, __ATOMIC_ACQUIRE);
  if (!makers) {
    if (!is_made || !(makers = calloc(1, sizeof(page_of_makers)))) return NULL;
    page_of_makers *other = NULL;
    if (!__atomic_compare_exchange_n(page, &other, makers, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
      free(makers);
      makers = other;
    }
  }
  return makers;
}

static void set_maker(uintptr_t base, size_t size, int32_t maker) {
  uintptr_t end = base + (size < longest_object ? size : longest_object);
  page_of_makers *makers = NULL;
  for (uintptr_t address = base; address < end; address += 1 << grain_bits) {
    uintptr_t grain = (address >> grain_bits) & (page_grains - 1);
    if (!makers || grain == 0) makers = makers_around(address, maker != 0);
    if (makers) __atomic_store_n(&(*makers)[grain], maker, __ATOMIC_RELAXED);
  }
}

static int32_t maker_of(uintptr_t address) {
  page_of_makers *makers = makers_around(address, 0);
  return makers ? __atomic_load_n(&(*makers)[(address >> grain_bits) & (page_grains - 1)], __ATOMIC_RELAXED) : 0;
}

// MARK: Accesses

// A location: the address of a variable of the program, the objects of a maker, or memory of which nothing is known.
// Or nothing at all: that a thread beside the main one was at work.
enum { variable = 0, objects_of = 1, elsewhere = 2, background = 3 };
typedef struct { uint64_t location; int32_t line; uint8_t kind, is_written, is_used; } access_entry;

static access_entry *accesses;
static size_t access_capacity, access_count;

static void insert_access(int kind, uint64_t location, int line, int is_written) {
  if (access_count * 10 >= access_capacity * 7) {
    size_t capacity = access_capacity ? access_capacity * 2 : 256;
    access_entry *made = calloc(capacity, sizeof(access_entry));
    if (!made) return;
    access_entry *old = accesses;
    size_t old_capacity = access_capacity;
    accesses = made;
    access_capacity = capacity;
    access_count = 0;
    for (size_t index = 0; index < old_capacity; index++) {
      access_entry *entry = &old[index];
      if (entry->is_used) insert_access(entry->kind, entry->location, entry->line, entry->is_written);
    }
    free(old);
  }
  size_t index = hash(location * 31 + (uint64_t)line * 4 + (uint64_t)kind) & (access_capacity - 1);
  while (accesses[index].is_used
         && (accesses[index].location != location || accesses[index].line != line || accesses[index].kind != kind))
    index = (index + 1) & (access_capacity - 1);
  if (!accesses[index].is_used) {
    access_count++;
    accesses[index] = (access_entry){location, line, (uint8_t)kind, 0, 1};
  }
  accesses[index].is_written |= is_written != 0;
}

// MARK: Lazy variables

enum { maximum_tokens = 1 << 12 };
typedef struct { uintptr_t address; int is_location; } token;
static token tokens[maximum_tokens];
static int token_count;

static int number_of_token(uintptr_t address) {
  for (int index = 1; index <= token_count; index++) if (tokens[index].address == address) return index;
  if (token_count + 1 == maximum_tokens) return 0;
  tokens[++token_count].address = address;
  return token_count;
}

// The token of the lazy variable whose initialiser runs on this thread, and whether it depends on anything.
#define THREAD_LOCAL static __thread __attribute__((tls_model("initial-exec")))
THREAD_LOCAL int running_token;
THREAD_LOCAL int running_depends;
// The token of a lazy variable that is known to be the same whoever asks first.
THREAD_LOCAL uintptr_t last_plain;

// MARK: Recording

enum { remembered = 256 };
typedef struct { uintptr_t address; uint32_t epoch; uint32_t is_written; } memory;
THREAD_LOCAL memory recent[remembered];
THREAD_LOCAL range stack;

static int is_on_stack(uintptr_t address) {
  if (!stack.end) {
    pthread_attr_t attributes;
    void *start;
    size_t size;
    stack.end = 1;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
      if (pthread_attr_getstack(&attributes, &start, &size) == 0)
        stack = (range){(uintptr_t)start, (uintptr_t)start + size};
      pthread_attr_destroy(&attributes);
    }
  }
  return contains(stack, address);
}

// Whether other threads than the main one run this: 1 for the main one, 2 for another, 0 while it is not known.
THREAD_LOCAL int thread_kind;
// The statement for which this thread has been noted to be at work.
THREAD_LOCAL uint32_t noted;

static int is_background(void) {
  if (!thread_kind) thread_kind = syscall(SYS_gettid) == getpid() ? 1 : 2;
  return thread_kind == 2;
}

static void note_background(void) {
  uint32_t now = __atomic_load_n(&epoch, __ATOMIC_RELAXED);
  if (noted == now) return;
  noted = now;
  lock();
  insert_access(background, 0, __atomic_load_n(&current_line, __ATOMIC_RELAXED), 0);
  unlock();
}

static void record(uintptr_t address, int is_written) {
  uint32_t now = __atomic_load_n(&epoch, __ATOMIC_RELAXED);
  memory *last = &recent[(address >> 3) & (remembered - 1)];
  int is_known = last->address == address && last->epoch == now && last->is_written >= (uint32_t)is_written;
  if (is_known && !running_token) return;
  *last = (memory){address, now, (uint32_t)is_written};
  if (is_on_stack(address)) return;
  // Other threads go on between two statements.
  if (is_background()) note_background();
  else if (__atomic_load_n(&is_paused, __ATOMIC_RELAXED)) return;
  int line = __atomic_load_n(&current_line, __ATOMIC_RELAXED);
  if (contains(image, address)) {
    lock();
    insert_access(variable, address, line, is_written);
    unlock();
  } else {
    int32_t maker = maker_of(address);
    // What a statement does to its own objects concerns nobody else: who comes to them later has them from it.
    if (maker == (running_token ? -running_token : line + 1)) return;
    lock();
    insert_access(maker ? objects_of : elsewhere, (uint64_t)(int64_t)maker, line, is_written);
    unlock();
  }
  running_depends = 1;
}

void songbook_note_outside(void) {
  running_depends = 1;
  if (is_recording && is_background()) note_background();
}

void songbook_end_statement(void) { __atomic_store_n(&is_paused, 1, __ATOMIC_RELAXED); }

void songbook_start_statement(int line) {
  __atomic_store_n(&is_paused, 0, __ATOMIC_RELAXED);
  __atomic_store_n(&current_line, line, __ATOMIC_RELAXED);
  __atomic_add_fetch(&epoch, 1, __ATOMIC_RELAXED);
}

static int take_image(struct dl_phdr_info *information, size_t size, void *context) {
  (void)size;
  int *count = context;
  range whole = {UINTPTR_MAX, 0}, executed = {UINTPTR_MAX, 0};
  for (int index = 0; index < information->dlpi_phnum; index++) {
    const ElfW(Phdr) *header = &information->dlpi_phdr[index];
    if (header->p_type != PT_LOAD) continue;
    uintptr_t start = information->dlpi_addr + header->p_vaddr, end = start + header->p_memsz;
    if (start < whole.start) whole.start = start;
    if (end > whole.end) whole.end = end;
    if (!(header->p_flags & PF_X)) continue;
    if (start < executed.start) executed.start = start;
    if (end > executed.end) executed.end = end;
  }
  if ((*count)++ == 0) {
    image = whole;
    code = executed;
    image_base = information->dlpi_addr;
  } else if (strstr(information->dlpi_name, "/libswiftCore.so")) {
    core = executed;
  }
  return 0;
}

void songbook_record_accesses(void) {
  int count = 0;
  dl_iterate_phdr(take_image, &count);
  __atomic_store_n(&is_recording, 1, __ATOMIC_RELEASE);
}

// MARK: The runtime's functions

#define NEXT(type, name)                                     \
  static type next;                                          \
  if (__builtin_expect(!next, 0)) next = (type)dlsym(RTLD_NEXT, name)

#define CALLER ((uintptr_t)__builtin_return_address(0))
#define IS_OWN(caller) (is_recording && contains(code, caller))

typedef void (*begin_access)(void *, void *, uintptr_t, void *);
void swift_beginAccess(void *address, void *buffer, uintptr_t flags, void *place) {
  NEXT(begin_access, "swift_beginAccess");
  uintptr_t caller = CALLER;
  if (is_recording && (contains(code, caller) || contains(core, caller))) record((uintptr_t)address, flags & 1);
  // The runtime names the place where two accesses overlap.
  next(address, buffer, flags, place ? place : (void *)caller);
}

static void made(void *base, size_t size) {
  int line = __atomic_load_n(&current_line, __ATOMIC_RELAXED);
  set_maker((uintptr_t)base, size, running_token ? -running_token : line + 1);
}

typedef void *(*allocate)(const void *, size_t, size_t);
void *swift_allocObject(const void *metadata, size_t size, size_t alignment) {
  NEXT(allocate, "swift_allocObject");
  void *base = next(metadata, size, alignment);
  if (IS_OWN(CALLER)) made(base, size);
  return base;
}

// Two words that the Swift convention and C return alike.
typedef struct { void *object, *value; } box;
typedef box (*allocate_box)(const void *);
box swift_allocBox(const void *type) {
  NEXT(allocate_box, "swift_allocBox");
  box made_box = next(type);
  // The size of a generic value is not known here; what is behind the box belongs to others.
  if (IS_OWN(CALLER)) made(made_box.object, (size_t)((char *)made_box.value - (char *)made_box.object) + 64);
  return made_box;
}

#define WRAP_FREEING(function)                               \
  typedef void (*type_of_##function)(void *, size_t, size_t); \
  void function(void *base, size_t size, size_t alignment) { \
    NEXT(type_of_##function, #function);                     \
    if (IS_OWN(CALLER)) set_maker((uintptr_t)base, size, 0); \
    next(base, size, alignment);                             \
  }
WRAP_FREEING(swift_deallocClassInstance)
WRAP_FREEING(swift_deallocObject)

typedef struct { void (*work)(void *); void *context; int token, has_run, depends; } initialisation;

static void initialise(void *context) {
  initialisation *own = context;
  int outer_token = running_token, outer_depends = running_depends;
  running_token = own->token;
  running_depends = 0;
  own->work(own->context);
  own->has_run = 1;
  own->depends = running_depends;
  running_token = outer_token;
  running_depends = outer_depends || own->depends;
}

typedef void (*once)(void *, void (*)(void *), void *);
void swift_once(void *predicate, void (*work)(void *), void *context) {
  NEXT(once, "swift_once");
  if (!IS_OWN(CALLER) || (uintptr_t)predicate == last_plain) {
    next(predicate, work, context);
    return;
  }
  lock();
  int number = number_of_token((uintptr_t)predicate);
  unlock();
  initialisation own = {work, context, number, 0, 0};
  next(predicate, initialise, &own);
  // What comes of nothing is the same whoever asks first.
  if (own.has_run && own.depends) tokens[number].is_location = 1;
  if (tokens[number].is_location) record((uintptr_t)predicate, own.has_run);
  else last_plain = (uintptr_t)predicate;
}

// MARK: Names

typedef struct { uintptr_t start; uint32_t size, name; } symbol;
static symbol *symbols;
static size_t symbol_count;
static const char *symbol_names;

static int by_start(const void *one, const void *other) {
  uintptr_t left = ((const symbol *)one)->start, right = ((const symbol *)other)->start;
  return left < right ? -1 : left > right;
}

// Reads the symbols of the program's variables; the file stays mapped.
static void read_symbols(void) {
  static int is_read;
  if (is_read) return;
  is_read = 1;
  int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  struct stat information;
  const char *bytes = MAP_FAILED;
  if (fstat(file, &information) == 0)
    bytes = mmap(NULL, (size_t)information.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (bytes == MAP_FAILED) return;
  const ElfW(Ehdr) *header = (const void *)bytes;
  const ElfW(Shdr) *sections = (const void *)(bytes + header->e_shoff);
  for (int index = 0; index < header->e_shnum; index++) {
    if (sections[index].sh_type != SHT_SYMTAB) continue;
    const ElfW(Sym) *all = (const void *)(bytes + sections[index].sh_offset);
    size_t count = sections[index].sh_size / sizeof *all;
    symbols = calloc(count, sizeof(symbol));
    if (!symbols) return;
    symbol_names = bytes + sections[sections[index].sh_link].sh_offset;
    for (size_t position = 0; position < count; position++) {
      if ((all[position].st_info & 15) != STT_OBJECT || all[position].st_size == 0) continue;
      symbols[symbol_count++] =
        (symbol){image_base + all[position].st_value, (uint32_t)all[position].st_size, all[position].st_name};
    }
    qsort(symbols, symbol_count, sizeof(symbol), by_start);
    return;
  }
}

static const char *symbol_around(uintptr_t address) {
  size_t low = 0, high = symbol_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (symbols[middle].start <= address) low = middle + 1; else high = middle;
  }
  if (low == 0 || address - symbols[low - 1].start >= symbols[low - 1].size) return NULL;
  return symbol_names + symbols[low - 1].name;
}

void songbook_take_accesses(void *context, songbook_access_visitor visitor) {
  lock();
  access_entry *taken = accesses;
  size_t capacity = access_capacity;
  accesses = NULL;
  access_capacity = access_count = 0;
  unlock();
  __atomic_add_fetch(&epoch, 1, __ATOMIC_RELAXED);
  if (!taken) return;
  read_symbols();
  for (size_t index = 0; index < capacity; index++) {
    if (!taken[index].is_used) continue;
    int64_t maker = (int64_t)taken[index].location;
    const char *name = "";
    if (taken[index].kind == variable) name = symbol_around(taken[index].location);
    else if (taken[index].kind == objects_of) name = maker < 0 ? symbol_around(tokens[-maker].address) : NULL;
    int made_at = taken[index].kind == objects_of && maker > 0 ? (int)maker - 1 : -1;
    if (taken[index].kind == background) made_at = songbook_in_background;
    visitor(context, taken[index].line, made_at == -1 && !name ? "" : name, made_at, taken[index].is_written);
  }
  free(taken);
}
