// The structures of Arrow's C data and stream interfaces and of ADBC 1.0.0, as their specifications lay them out. Nothing is linked.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};

struct AdbcError {
  char *message;
  int32_t vendor_code;
  char sqlstate[5];
  void (*release)(struct AdbcError *);
  // Of 1.1, so that drivers of either version have room.
  void *private_data;
  void *private_driver;
};

struct AdbcDatabase {
  void *private_data;
  void *private_driver;
};
struct AdbcConnection {
  void *private_data;
  void *private_driver;
};
struct AdbcStatement {
  void *private_data;
  void *private_driver;
};

struct AdbcDriver {
  void *private_data;
  void *private_manager;
  uint8_t (*release)(struct AdbcDriver *, struct AdbcError *);
  uint8_t (*DatabaseInit)(struct AdbcDatabase *, struct AdbcError *);
  uint8_t (*DatabaseNew)(struct AdbcDatabase *, struct AdbcError *);
  uint8_t (*DatabaseSetOption)(struct AdbcDatabase *, const char *, const char *, struct AdbcError *);
  uint8_t (*DatabaseRelease)(struct AdbcDatabase *, struct AdbcError *);
  uint8_t (*ConnectionCommit)(struct AdbcConnection *, struct AdbcError *);
  void *ConnectionGetInfo;
  void *ConnectionGetObjects;
  void *ConnectionGetTableSchema;
  void *ConnectionGetTableTypes;
  uint8_t (*ConnectionInit)(struct AdbcConnection *, struct AdbcDatabase *, struct AdbcError *);
  uint8_t (*ConnectionNew)(struct AdbcConnection *, struct AdbcError *);
  uint8_t (*ConnectionSetOption)(struct AdbcConnection *, const char *, const char *, struct AdbcError *);
  void *ConnectionReadPartition;
  uint8_t (*ConnectionRelease)(struct AdbcConnection *, struct AdbcError *);
  uint8_t (*ConnectionRollback)(struct AdbcConnection *, struct AdbcError *);
  uint8_t (*StatementBind)(struct AdbcStatement *, struct ArrowArray *, struct ArrowSchema *, struct AdbcError *);
  uint8_t (*StatementBindStream)(struct AdbcStatement *, struct ArrowArrayStream *, struct AdbcError *);
  uint8_t (*StatementExecuteQuery)(struct AdbcStatement *, struct ArrowArrayStream *, int64_t *, struct AdbcError *);
  void *StatementExecutePartitions;
  void *StatementGetParameterSchema;
  uint8_t (*StatementNew)(struct AdbcConnection *, struct AdbcStatement *, struct AdbcError *);
  uint8_t (*StatementPrepare)(struct AdbcStatement *, struct AdbcError *);
  uint8_t (*StatementRelease)(struct AdbcStatement *, struct AdbcError *);
  uint8_t (*StatementSetOption)(struct AdbcStatement *, const char *, const char *, struct AdbcError *);
  uint8_t (*StatementSetSqlQuery)(struct AdbcStatement *, const char *, struct AdbcError *);
  void *StatementSetSubstraitPlan;
};
