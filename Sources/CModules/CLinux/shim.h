// Calls of Linux that Swift's Glibc module leaves out, because they are GNU extensions or variadic.
#pragma once

int pipe2(int descriptors[2], int flags);
int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags);
int accept4(int socket, void *address, void *address_size, int flags);
int prctl(int operation, ...);

static const unsigned int rename_no_replace = 1;
static const unsigned int rename_exchange = 2;

// The calling thread's process gets `signal` when the thread that started it ends.
static inline int set_parent_death_signal(int signal) { return prctl(1, (unsigned long)signal, 0UL, 0UL, 0UL); }
