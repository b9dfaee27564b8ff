// What the Swift module calls: one C function per operation, so that argument structs, their sizes and
// missing table slots are dealt with where C can express them.
//
// Conventions: a function that can fail in the plugin returns its error, to be destroyed by the caller,
// or null; results come through the trailing pointers.

#ifndef ESPALIER_CPJRT_H
#define ESPALIER_CPJRT_H

#include "cpjrt_abi.h"
#include "cpjrt_ffi_abi.h"

// MARK: Loading

typedef enum {
    cpjrt_load_ok = 0,
    /// The dynamic loader refused the file; the message is its own.
    cpjrt_load_not_loadable = 1,
    /// The file is a library, but has no `GetPjrtApi`.
    cpjrt_load_no_entry_point = 2,
    /// `GetPjrtApi` gave nothing.
    cpjrt_load_no_table = 3,
    /// The table has another major version, or lacks functions that we cannot do without.
    cpjrt_load_incompatible = 4,
} cpjrt_load_status;

/// Opens the library at `path` and finds its function table. The library stays loaded for good.
/// `message` (of `capacity` bytes) receives the reason of a failure.
cpjrt_load_status cpjrt_load(
    const char *path, const CPJRT_Api **api, char *message, size_t capacity);

/// Runs the plugin's own set-up; to be called once.
CPJRT_Error *cpjrt_plugin_initialize(const CPJRT_Api *api);
CPJRT_Error *cpjrt_plugin_attributes(
    const CPJRT_Api *api, const CPJRT_NamedValue **attributes, size_t *count);

// MARK: Errors and events

void cpjrt_error_destroy(const CPJRT_Api *api, CPJRT_Error *error);
int cpjrt_error_code(const CPJRT_Api *api, const CPJRT_Error *error);
/// The message lives as long as the error.
const char *cpjrt_error_message(const CPJRT_Api *api, const CPJRT_Error *error, size_t *size);

void cpjrt_event_destroy(const CPJRT_Api *api, CPJRT_Event *event);
CPJRT_Error *cpjrt_event_await(const CPJRT_Api *api, CPJRT_Event *event);
CPJRT_Error *cpjrt_event_is_ready(const CPJRT_Api *api, CPJRT_Event *event, bool *ready);
/// `callback` receives ownership of the error and runs on whichever thread completes the event, or on
/// this one when it is complete already.
CPJRT_Error *cpjrt_event_on_ready(
    const CPJRT_Api *api, CPJRT_Event *event, CPJRT_Event_OnReadyCallback callback, void *context);

// MARK: Clients and devices

CPJRT_Error *cpjrt_client_create(
    const CPJRT_Api *api, const CPJRT_NamedValue *options, size_t count, CPJRT_Client **client);
void cpjrt_client_destroy(const CPJRT_Api *api, CPJRT_Client *client);
CPJRT_Error *cpjrt_client_platform_name(
    const CPJRT_Api *api, CPJRT_Client *client, const char **name, size_t *size);
CPJRT_Error *cpjrt_client_platform_version(
    const CPJRT_Api *api, CPJRT_Client *client, const char **version, size_t *size);
CPJRT_Error *cpjrt_client_devices(
    const CPJRT_Api *api, CPJRT_Client *client, CPJRT_Device *const **devices, size_t *count);

CPJRT_Error *cpjrt_device_description(
    const CPJRT_Api *api, CPJRT_Device *device, CPJRT_DeviceDescription **description);
CPJRT_Error *cpjrt_description_id(
    const CPJRT_Api *api, CPJRT_DeviceDescription *description, int *id);
CPJRT_Error *cpjrt_description_kind(
    const CPJRT_Api *api, CPJRT_DeviceDescription *description, const char **text, size_t *size);
CPJRT_Error *cpjrt_description_text(
    const CPJRT_Api *api, CPJRT_DeviceDescription *description, const char **text, size_t *size);
CPJRT_Error *cpjrt_device_memory_stats(
    const CPJRT_Api *api, CPJRT_Device *device, CPJRT_Device_MemoryStats_Args *stats);

// MARK: Executables

/// Compiles on a thread of its own with a stack of `stack_size` bytes, and waits for it: LLVM recurses
/// deeply on large programs. `thread_failure` receives the `errno` value when no thread could be made.
CPJRT_Error *cpjrt_client_compile(
    const CPJRT_Api *api, CPJRT_Client *client, const char *code, size_t code_size,
    const char *options, size_t options_size, size_t stack_size,
    CPJRT_LoadedExecutable **executable, int *thread_failure);
CPJRT_Error *cpjrt_executable_load(
    const CPJRT_Api *api, CPJRT_Client *client, const char *bytes, size_t size,
    CPJRT_LoadedExecutable **executable);
void cpjrt_loaded_executable_destroy(const CPJRT_Api *api, CPJRT_LoadedExecutable *executable);
CPJRT_Error *cpjrt_loaded_executable_get(
    const CPJRT_Api *api, CPJRT_LoadedExecutable *loaded, CPJRT_Executable **executable);
CPJRT_Error *cpjrt_loaded_executable_devices(
    const CPJRT_Api *api, CPJRT_LoadedExecutable *loaded, CPJRT_Device *const **devices,
    size_t *count);

void cpjrt_executable_destroy(const CPJRT_Api *api, CPJRT_Executable *executable);
CPJRT_Error *cpjrt_executable_name(
    const CPJRT_Api *api, CPJRT_Executable *executable, const char **name, size_t *size);
CPJRT_Error *cpjrt_executable_output_count(
    const CPJRT_Api *api, CPJRT_Executable *executable, size_t *count);
CPJRT_Error *cpjrt_executable_output_types(
    const CPJRT_Api *api, CPJRT_Executable *executable, CPJRT_Buffer_Type **types, size_t *count);
CPJRT_Error *cpjrt_executable_output_dimensions(
    const CPJRT_Api *api, CPJRT_Executable *executable, const int64_t **dimensions,
    const size_t **ranks, size_t *count);
CPJRT_Error *cpjrt_executable_memory_stats(
    const CPJRT_Api *api, CPJRT_Executable *executable,
    CPJRT_Executable_GetCompiledMemoryStats_Args *stats);
/// The bytes live until `deleter` is called with `owner`.
CPJRT_Error *cpjrt_executable_serialize(
    const CPJRT_Api *api, CPJRT_Executable *executable, const char **bytes, size_t *size,
    CPJRT_SerializedExecutable **owner, void (**deleter)(CPJRT_SerializedExecutable *));

/// Runs on the one device that the program was compiled for. `complete` receives the event of its end;
/// null asks for none.
CPJRT_Error *cpjrt_execute(
    const CPJRT_Api *api, CPJRT_LoadedExecutable *executable, CPJRT_Buffer *const *arguments,
    size_t argument_count, const int64_t *not_donated, size_t not_donated_count,
    CPJRT_Buffer **outputs, CPJRT_Event **complete);
/// Runs on `device_count` devices, each with its own list of arguments and of results, and an event
/// of its own in `complete`, unless that is null.
CPJRT_Error *cpjrt_execute_sharded(
    const CPJRT_Api *api, CPJRT_LoadedExecutable *executable,
    CPJRT_Buffer *const *const *arguments, size_t device_count, size_t argument_count,
    const int64_t *not_donated, size_t not_donated_count, CPJRT_Buffer **const *outputs,
    CPJRT_Event **complete);

// MARK: Callbacks

/// What programs call, and the attribute that says which function they mean.
#define CPJRT_CALLBACK_TARGET "espalier_host_callback"
#define CPJRT_CALLBACK_ATTRIBUTE "number"

/// Answers a call from a running program: reads the arguments and fills the results. Gives null, or a
/// message in memory from `malloc`, which is freed by the caller.
typedef char *(*cpjrt_host_callback)(int64_t number, const CXLA_FFI_CallFrame *frame);

/// Has the plugin call `callback`, the same one for all plugins, from programs on the host; to be called
/// once. `offered` says whether the plugin has the extension that this takes.
CPJRT_Error *cpjrt_register_callback(
    const CPJRT_Api *api, cpjrt_host_callback callback, bool *offered);

// MARK: Buffers

CPJRT_Error *cpjrt_buffer_from_host(
    const CPJRT_Api *api, CPJRT_Client *client, CPJRT_Device *device, const void *data,
    CPJRT_Buffer_Type type, const int64_t *dimensions, size_t rank,
    CPJRT_HostBufferSemantics semantics, CPJRT_Buffer **buffer, CPJRT_Event **done_with_data);
void cpjrt_buffer_destroy(const CPJRT_Api *api, CPJRT_Buffer *buffer);
CPJRT_Error *cpjrt_buffer_delete(const CPJRT_Api *api, CPJRT_Buffer *buffer);
CPJRT_Error *cpjrt_buffer_is_deleted(const CPJRT_Api *api, CPJRT_Buffer *buffer, bool *deleted);
CPJRT_Error *cpjrt_buffer_element_type(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, CPJRT_Buffer_Type *type);
CPJRT_Error *cpjrt_buffer_dimensions(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, const int64_t **dimensions, size_t *rank);
CPJRT_Error *cpjrt_buffer_device(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, CPJRT_Device **device);
CPJRT_Error *cpjrt_buffer_device_size(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, size_t *size);
CPJRT_Error *cpjrt_buffer_is_on_cpu(const CPJRT_Api *api, CPJRT_Buffer *buffer, bool *on_cpu);
CPJRT_Error *cpjrt_buffer_ready_event(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, CPJRT_Event **event);
CPJRT_Error *cpjrt_buffer_copy_to_device(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, CPJRT_Device *device, CPJRT_Buffer **copy);
/// Whether the elements lie densely in row-major order on the device.
CPJRT_Error *cpjrt_buffer_is_row_major(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, bool *row_major);
/// Starts a copy into `destination`, dense and row-major: `minor_to_major` counts down from rank - 1.
CPJRT_Error *cpjrt_buffer_to_host(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, const int64_t *minor_to_major, size_t rank,
    void *destination, size_t size, CPJRT_Event **event);
/// Holds the device memory in place, so that nobody donates or frees it, and gives its address.
CPJRT_Error *cpjrt_buffer_hold(const CPJRT_Api *api, CPJRT_Buffer *buffer, void **address);
CPJRT_Error *cpjrt_buffer_release_hold(const CPJRT_Api *api, CPJRT_Buffer *buffer);

#endif
