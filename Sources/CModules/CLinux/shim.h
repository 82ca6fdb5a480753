// Calls of Linux that Swift's Glibc module leaves out, because they are GNU extensions or variadic.
#pragma once

int pipe2(int descriptors[2], int flags);
int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags);
long copy_file_range(int source, void *source_offset, int target, void *target_offset, unsigned long count, unsigned int flags);
int accept4(int socket, void *address, void *address_size, int flags);
int on_exit(void (*function)(int status, void *argument), void *argument);
int memfd_create(const char *name, unsigned int flags);

static const unsigned int memory_file_closes_on_exec = 1;
static const unsigned int rename_no_replace = 1;
static const unsigned int rename_exchange = 2;
