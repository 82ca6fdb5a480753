#pragma once

// Tells which locations in memory each statement of a program reads and writes, however deep the call.
//
// Without the optimiser the compiler calls `swift_beginAccess` at every access to a top-level variable, a static, a
// captured variable and a stored property of an object. This library's definition of it stands before the runtime's in
// the search order: it takes a note and passes the call on. Only accesses of the program's own code count.
//
// Addresses live for one process only. A location is therefore named by what is the same in every process: a variable
// by its name; an object by the statement that made it, or by the lazy variable whose initialiser made it.

// From now on accesses are recorded.
void songbook_record_accesses(void);

// The statement that runs from now on, by its line. What background threads access counts for it, too.
void songbook_start_statement(int line);

// The statement is done; what is accessed before the next one starts does not count.
void songbook_end_statement(void);

// What runs depends on more than memory: it has read a file, for example. A lazy variable whose initialiser did so is
// a location of its own, written by the statement that first came to it.
void songbook_note_outside(void);

// In place of a maker: another thread than the main one was at work while the statement ran.
enum { songbook_in_background = -2 };

// One statement's access to one location. `name` is NULL for objects that the statement on line `maker` made.
typedef void (*songbook_access_visitor)(void *context, int line, const char *name, int maker, int is_written);

// Visits what has been recorded since the last call, in no order, and forgets it.
void songbook_take_accesses(void *context, songbook_access_visitor visitor);
