#include "CPJRT.h"

#include <pthread.h>

// Every argument struct starts zeroed with its size set up to its last field; the rest is per call.
#define ARGS(name, last, ...) \
    CPJRT_##name##_Args args = { \
        .struct_size = CPJRT_SIZE_THROUGH(CPJRT_##name##_Args, last), __VA_ARGS__}
#define CALL(name) api->PJRT_##name(&args)

// MARK: Plugin

CPJRT_Error *cpjrt_plugin_initialize(const CPJRT_Api *api) {
    CPJRT_Plugin_Initialize_Args args = {.struct_size = sizeof args};
    return CALL(Plugin_Initialize);
}

CPJRT_Error *cpjrt_plugin_attributes(
    const CPJRT_Api *api, const CPJRT_NamedValue **attributes, size_t *count) {
    CPJRT_Plugin_Attributes_Args args = {
        .struct_size = CPJRT_SIZE_THROUGH(CPJRT_Plugin_Attributes_Args, num_attributes)};
    CPJRT_Error *error = CALL(Plugin_Attributes);
    *attributes = args.attributes;
    *count = args.num_attributes;
    return error;
}

// MARK: Errors and events

void cpjrt_error_destroy(const CPJRT_Api *api, CPJRT_Error *error) {
    ARGS(Error_Destroy, error, .error = error);
    CALL(Error_Destroy);
}

int cpjrt_error_code(const CPJRT_Api *api, const CPJRT_Error *error) {
    ARGS(Error_GetCode, code, .error = error);
    CPJRT_Error *failure = CALL(Error_GetCode);
    if (failure) {
        cpjrt_error_destroy(api, failure);
        return CPJRT_Error_Code_UNKNOWN;
    }
    return args.code;
}

const char *cpjrt_error_message(const CPJRT_Api *api, const CPJRT_Error *error, size_t *size) {
    ARGS(Error_Message, message_size, .error = error);
    CALL(Error_Message);
    *size = args.message_size;
    return args.message;
}

void cpjrt_event_destroy(const CPJRT_Api *api, CPJRT_Event *event) {
    ARGS(Event_Destroy, event, .event = event);
    CPJRT_Error *error = CALL(Event_Destroy);
    if (error) cpjrt_error_destroy(api, error);
}

CPJRT_Error *cpjrt_event_await(const CPJRT_Api *api, CPJRT_Event *event) {
    ARGS(Event_Await, event, .event = event);
    return CALL(Event_Await);
}

CPJRT_Error *cpjrt_event_is_ready(const CPJRT_Api *api, CPJRT_Event *event, bool *ready) {
    ARGS(Event_IsReady, is_ready, .event = event);
    CPJRT_Error *error = CALL(Event_IsReady);
    *ready = args.is_ready;
    return error;
}

CPJRT_Error *cpjrt_event_on_ready(
    const CPJRT_Api *api, CPJRT_Event *event, CPJRT_Event_OnReadyCallback callback, void *context) {
    ARGS(Event_OnReady, user_arg, .event = event, .callback = callback, .user_arg = context);
    return CALL(Event_OnReady);
}

// MARK: Clients and devices

CPJRT_Error *cpjrt_client_create(
    const CPJRT_Api *api, const CPJRT_NamedValue *options, size_t count, CPJRT_Client **client) {
    ARGS(Client_Create, kv_try_get_user_arg, .create_options = options, .num_options = count);
    CPJRT_Error *error = CALL(Client_Create);
    *client = args.client;
    return error;
}

void cpjrt_client_destroy(const CPJRT_Api *api, CPJRT_Client *client) {
    ARGS(Client_Destroy, client, .client = client);
    CPJRT_Error *error = CALL(Client_Destroy);
    if (error) cpjrt_error_destroy(api, error);
}

CPJRT_Error *cpjrt_client_platform_name(
    const CPJRT_Api *api, CPJRT_Client *client, const char **name, size_t *size) {
    ARGS(Client_PlatformName, platform_name_size, .client = client);
    CPJRT_Error *error = CALL(Client_PlatformName);
    *name = args.platform_name;
    *size = args.platform_name_size;
    return error;
}

CPJRT_Error *cpjrt_client_platform_version(
    const CPJRT_Api *api, CPJRT_Client *client, const char **version, size_t *size) {
    ARGS(Client_PlatformVersion, platform_version_size, .client = client);
    CPJRT_Error *error = CALL(Client_PlatformVersion);
    *version = args.platform_version;
    *size = args.platform_version_size;
    return error;
}

CPJRT_Error *cpjrt_client_devices(
    const CPJRT_Api *api, CPJRT_Client *client, CPJRT_Device *const **devices, size_t *count) {
    ARGS(Client_AddressableDevices, num_addressable_devices, .client = client);
    CPJRT_Error *error = CALL(Client_AddressableDevices);
    *devices = args.addressable_devices;
    *count = args.num_addressable_devices;
    return error;
}

CPJRT_Error *cpjrt_device_description(
    const CPJRT_Api *api, CPJRT_Device *device, CPJRT_DeviceDescription **description) {
    ARGS(Device_GetDescription, device_description, .device = device);
    CPJRT_Error *error = CALL(Device_GetDescription);
    *description = args.device_description;
    return error;
}

CPJRT_Error *cpjrt_description_id(
    const CPJRT_Api *api, CPJRT_DeviceDescription *description, int *id) {
    ARGS(DeviceDescription_Id, id, .device_description = description);
    CPJRT_Error *error = CALL(DeviceDescription_Id);
    *id = args.id;
    return error;
}

CPJRT_Error *cpjrt_description_kind(
    const CPJRT_Api *api, CPJRT_DeviceDescription *description, const char **text, size_t *size) {
    ARGS(DeviceDescription_Kind, device_kind_size, .device_description = description);
    CPJRT_Error *error = CALL(DeviceDescription_Kind);
    *text = args.device_kind;
    *size = args.device_kind_size;
    return error;
}

CPJRT_Error *cpjrt_description_text(
    const CPJRT_Api *api, CPJRT_DeviceDescription *description, const char **text, size_t *size) {
    ARGS(DeviceDescription_ToString, to_string_size, .device_description = description);
    CPJRT_Error *error = CALL(DeviceDescription_ToString);
    *text = args.to_string;
    *size = args.to_string_size;
    return error;
}

CPJRT_Error *cpjrt_device_memory_stats(
    const CPJRT_Api *api, CPJRT_Device *device, CPJRT_Device_MemoryStats_Args *stats) {
    ARGS(Device_MemoryStats, peak_pool_bytes_is_set, .device = device);
    CPJRT_Error *error = CALL(Device_MemoryStats);
    *stats = args;
    return error;
}

// MARK: Executables

typedef struct {
    const CPJRT_Api *api;
    CPJRT_Client_Compile_Args *args;
    CPJRT_Error *error;
} compilation;

static void *compile_on_this_thread(void *context) {
    compilation *job = context;
    job->error = job->api->PJRT_Client_Compile(job->args);
    return NULL;
}

CPJRT_Error *cpjrt_client_compile(
    const CPJRT_Api *api, CPJRT_Client *client, const char *code, size_t code_size,
    const char *options, size_t options_size, size_t stack_size,
    CPJRT_LoadedExecutable **executable, int *thread_failure) {
    static const char format[] = "mlir";
    // The interface declares the code mutable because other calls write to it; compiling does not.
    CPJRT_Program program = {
        .struct_size = CPJRT_SIZE_THROUGH(CPJRT_Program, format_size),
        .code = (char *)code,
        .code_size = code_size,
        .format = format,
        .format_size = sizeof format - 1,
    };
    ARGS(
        Client_Compile, executable, .client = client, .program = &program,
        .compile_options = options, .compile_options_size = options_size);
    compilation job = {.api = api, .args = &args};

    pthread_attr_t attributes;
    pthread_t thread;
    *thread_failure = pthread_attr_init(&attributes);
    if (*thread_failure) return NULL;
    *thread_failure = pthread_attr_setstacksize(&attributes, stack_size);
    if (!*thread_failure)
        *thread_failure = pthread_create(&thread, &attributes, compile_on_this_thread, &job);
    pthread_attr_destroy(&attributes);
    if (*thread_failure) return NULL;
    pthread_join(thread, NULL);

    *executable = args.executable;
    return job.error;
}

CPJRT_Error *cpjrt_executable_load(
    const CPJRT_Api *api, CPJRT_Client *client, const char *bytes, size_t size,
    CPJRT_LoadedExecutable **executable) {
    ARGS(
        Executable_DeserializeAndLoad, overridden_serialized_compile_options_size,
        .client = client, .serialized_executable = bytes, .serialized_executable_size = size);
    CPJRT_Error *error = CALL(Executable_DeserializeAndLoad);
    *executable = args.loaded_executable;
    return error;
}

void cpjrt_loaded_executable_destroy(const CPJRT_Api *api, CPJRT_LoadedExecutable *executable) {
    ARGS(LoadedExecutable_Destroy, executable, .executable = executable);
    CPJRT_Error *error = CALL(LoadedExecutable_Destroy);
    if (error) cpjrt_error_destroy(api, error);
}

CPJRT_Error *cpjrt_loaded_executable_get(
    const CPJRT_Api *api, CPJRT_LoadedExecutable *loaded, CPJRT_Executable **executable) {
    ARGS(LoadedExecutable_GetExecutable, executable, .loaded_executable = loaded);
    CPJRT_Error *error = CALL(LoadedExecutable_GetExecutable);
    *executable = args.executable;
    return error;
}

CPJRT_Error *cpjrt_loaded_executable_devices(
    const CPJRT_Api *api, CPJRT_LoadedExecutable *loaded, CPJRT_Device *const **devices,
    size_t *count) {
    ARGS(LoadedExecutable_AddressableDevices, num_addressable_devices, .executable = loaded);
    CPJRT_Error *error = CALL(LoadedExecutable_AddressableDevices);
    *devices = args.addressable_devices;
    *count = args.num_addressable_devices;
    return error;
}

void cpjrt_executable_destroy(const CPJRT_Api *api, CPJRT_Executable *executable) {
    ARGS(Executable_Destroy, executable, .executable = executable);
    CPJRT_Error *error = CALL(Executable_Destroy);
    if (error) cpjrt_error_destroy(api, error);
}

CPJRT_Error *cpjrt_executable_name(
    const CPJRT_Api *api, CPJRT_Executable *executable, const char **name, size_t *size) {
    ARGS(Executable_Name, executable_name_size, .executable = executable);
    CPJRT_Error *error = CALL(Executable_Name);
    *name = args.executable_name;
    *size = args.executable_name_size;
    return error;
}

CPJRT_Error *cpjrt_executable_output_count(
    const CPJRT_Api *api, CPJRT_Executable *executable, size_t *count) {
    ARGS(Executable_NumOutputs, num_outputs, .executable = executable);
    CPJRT_Error *error = CALL(Executable_NumOutputs);
    *count = args.num_outputs;
    return error;
}

CPJRT_Error *cpjrt_executable_output_types(
    const CPJRT_Api *api, CPJRT_Executable *executable, CPJRT_Buffer_Type **types, size_t *count) {
    ARGS(Executable_OutputElementTypes, num_output_types, .executable = executable);
    CPJRT_Error *error = CALL(Executable_OutputElementTypes);
    *types = args.output_types;
    *count = args.num_output_types;
    return error;
}

CPJRT_Error *cpjrt_executable_output_dimensions(
    const CPJRT_Api *api, CPJRT_Executable *executable, const int64_t **dimensions,
    const size_t **ranks, size_t *count) {
    ARGS(Executable_OutputDimensions, dim_sizes, .executable = executable);
    CPJRT_Error *error = CALL(Executable_OutputDimensions);
    *dimensions = args.dims;
    *ranks = args.dim_sizes;
    *count = args.num_outputs;
    return error;
}

CPJRT_Error *cpjrt_executable_memory_stats(
    const CPJRT_Api *api, CPJRT_Executable *executable,
    CPJRT_Executable_GetCompiledMemoryStats_Args *stats) {
    ARGS(Executable_GetCompiledMemoryStats, peak_memory_in_bytes, .executable = executable);
    CPJRT_Error *error = CALL(Executable_GetCompiledMemoryStats);
    *stats = args;
    return error;
}

CPJRT_Error *cpjrt_executable_serialize(
    const CPJRT_Api *api, CPJRT_Executable *executable, const char **bytes, size_t *size,
    CPJRT_SerializedExecutable **owner, void (**deleter)(CPJRT_SerializedExecutable *)) {
    ARGS(Executable_Serialize, serialized_executable_deleter, .executable = executable);
    CPJRT_Error *error = CALL(Executable_Serialize);
    *bytes = args.serialized_bytes;
    *size = args.serialized_bytes_size;
    *owner = args.serialized_executable;
    *deleter = args.serialized_executable_deleter;
    return error;
}

CPJRT_Error *cpjrt_execute(
    const CPJRT_Api *api, CPJRT_LoadedExecutable *executable, CPJRT_Buffer *const *arguments,
    size_t argument_count, const int64_t *not_donated, size_t not_donated_count,
    CPJRT_Buffer **outputs, CPJRT_Event **complete) {
    return cpjrt_execute_sharded(
        api, executable, &arguments, 1, argument_count, not_donated, not_donated_count, &outputs,
        complete);
}

CPJRT_Error *cpjrt_execute_sharded(
    const CPJRT_Api *api, CPJRT_LoadedExecutable *executable,
    CPJRT_Buffer *const *const *arguments, size_t device_count, size_t argument_count,
    const int64_t *not_donated, size_t not_donated_count, CPJRT_Buffer **const *outputs,
    CPJRT_Event **complete) {
    CPJRT_ExecuteOptions options = {
        .struct_size = CPJRT_SIZE_THROUGH(CPJRT_ExecuteOptions, incarnation_ids),
        .non_donatable_input_indices = not_donated,
        .num_non_donatable_input_indices = not_donated_count,
    };
    ARGS(
        LoadedExecutable_Execute, execute_device, .executable = executable, .options = &options,
        .argument_lists = arguments, .num_devices = device_count, .num_args = argument_count,
        .output_lists = outputs, .device_complete_events = complete);
    return CALL(LoadedExecutable_Execute);
}

// MARK: Buffers

CPJRT_Error *cpjrt_buffer_from_host(
    const CPJRT_Api *api, CPJRT_Client *client, CPJRT_Device *device, const void *data,
    CPJRT_Buffer_Type type, const int64_t *dimensions, size_t rank,
    CPJRT_HostBufferSemantics semantics, CPJRT_Buffer **buffer, CPJRT_Event **done_with_data) {
    // Arrays without elements may come without an address, which plugins refuse.
    static const _Alignas(64) char nothing[64];
    if (!data) data = nothing;
    ARGS(
        Client_BufferFromHostBuffer, buffer, .client = client, .data = data, .type = type,
        .dims = dimensions, .num_dims = rank, .host_buffer_semantics = semantics,
        .device = device);
    CPJRT_Error *error = CALL(Client_BufferFromHostBuffer);
    *buffer = args.buffer;
    *done_with_data = args.done_with_host_buffer;
    return error;
}

void cpjrt_buffer_destroy(const CPJRT_Api *api, CPJRT_Buffer *buffer) {
    ARGS(Buffer_Destroy, buffer, .buffer = buffer);
    CPJRT_Error *error = CALL(Buffer_Destroy);
    if (error) cpjrt_error_destroy(api, error);
}

CPJRT_Error *cpjrt_buffer_delete(const CPJRT_Api *api, CPJRT_Buffer *buffer) {
    ARGS(Buffer_Delete, buffer, .buffer = buffer);
    return CALL(Buffer_Delete);
}

CPJRT_Error *cpjrt_buffer_is_deleted(const CPJRT_Api *api, CPJRT_Buffer *buffer, bool *deleted) {
    ARGS(Buffer_IsDeleted, is_deleted, .buffer = buffer);
    CPJRT_Error *error = CALL(Buffer_IsDeleted);
    *deleted = args.is_deleted;
    return error;
}

CPJRT_Error *cpjrt_buffer_element_type(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, CPJRT_Buffer_Type *type) {
    ARGS(Buffer_ElementType, type, .buffer = buffer);
    CPJRT_Error *error = CALL(Buffer_ElementType);
    *type = args.type;
    return error;
}

CPJRT_Error *cpjrt_buffer_dimensions(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, const int64_t **dimensions, size_t *rank) {
    ARGS(Buffer_Dimensions, num_dims, .buffer = buffer);
    CPJRT_Error *error = CALL(Buffer_Dimensions);
    *dimensions = args.dims;
    *rank = args.num_dims;
    return error;
}

CPJRT_Error *cpjrt_buffer_device(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, CPJRT_Device **device) {
    ARGS(Buffer_Device, device, .buffer = buffer);
    CPJRT_Error *error = CALL(Buffer_Device);
    *device = args.device;
    return error;
}

CPJRT_Error *cpjrt_buffer_device_size(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, size_t *size) {
    ARGS(Buffer_OnDeviceSizeInBytes, on_device_size_in_bytes, .buffer = buffer);
    CPJRT_Error *error = CALL(Buffer_OnDeviceSizeInBytes);
    *size = args.on_device_size_in_bytes;
    return error;
}

CPJRT_Error *cpjrt_buffer_is_on_cpu(const CPJRT_Api *api, CPJRT_Buffer *buffer, bool *on_cpu) {
    ARGS(Buffer_IsOnCpu, is_on_cpu, .buffer = buffer);
    CPJRT_Error *error = CALL(Buffer_IsOnCpu);
    *on_cpu = args.is_on_cpu;
    return error;
}

CPJRT_Error *cpjrt_buffer_ready_event(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, CPJRT_Event **event) {
    ARGS(Buffer_ReadyEvent, event, .buffer = buffer);
    CPJRT_Error *error = CALL(Buffer_ReadyEvent);
    *event = args.event;
    return error;
}

CPJRT_Error *cpjrt_buffer_copy_to_device(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, CPJRT_Device *device, CPJRT_Buffer **copy) {
    ARGS(Buffer_CopyToDevice, dst_buffer, .buffer = buffer, .dst_device = device);
    CPJRT_Error *error = CALL(Buffer_CopyToDevice);
    *copy = args.dst_buffer;
    return error;
}

CPJRT_Error *cpjrt_buffer_is_row_major(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, bool *row_major) {
    ARGS(Buffer_GetMemoryLayout, layout, .buffer = buffer);
    args.layout.struct_size = CPJRT_SIZE_THROUGH(CPJRT_Buffer_MemoryLayout, type);
    CPJRT_Error *error = CALL(Buffer_GetMemoryLayout);
    *row_major = false;
    if (error || args.layout.type != CPJRT_Buffer_MemoryLayout_Type_Tiled) return error;
    const CPJRT_Buffer_MemoryLayout_Tiled *tiled = &args.layout.tiled;
    if (tiled->num_tiles != 0) return NULL;
    for (size_t i = 0; i < tiled->minor_to_major_size; i++)
        if (tiled->minor_to_major[i] != (int64_t)(tiled->minor_to_major_size - 1 - i)) return NULL;
    *row_major = true;
    return NULL;
}

CPJRT_Error *cpjrt_buffer_to_host(
    const CPJRT_Api *api, CPJRT_Buffer *buffer, const int64_t *minor_to_major, size_t rank,
    void *destination, size_t size, CPJRT_Event **event) {
    CPJRT_Buffer_MemoryLayout layout = {
        .struct_size = CPJRT_SIZE_THROUGH(CPJRT_Buffer_MemoryLayout, type),
        .type = CPJRT_Buffer_MemoryLayout_Type_Tiled,
    };
    layout.tiled.struct_size = CPJRT_SIZE_THROUGH(CPJRT_Buffer_MemoryLayout_Tiled, num_tiles);
    layout.tiled.minor_to_major = minor_to_major;
    layout.tiled.minor_to_major_size = rank;
    ARGS(
        Buffer_ToHostBuffer, event, .src = buffer, .host_layout = &layout, .dst = destination,
        .dst_size = size);
    CPJRT_Error *error = CALL(Buffer_ToHostBuffer);
    *event = args.event;
    return error;
}

CPJRT_Error *cpjrt_buffer_hold(const CPJRT_Api *api, CPJRT_Buffer *buffer, void **address) {
    CPJRT_Buffer_IncreaseExternalReferenceCount_Args hold = {
        .struct_size = CPJRT_SIZE_THROUGH(CPJRT_Buffer_IncreaseExternalReferenceCount_Args, buffer),
        .buffer = buffer,
    };
    CPJRT_Error *error = api->PJRT_Buffer_IncreaseExternalReferenceCount(&hold);
    if (error) return error;
    ARGS(Buffer_OpaqueDeviceMemoryDataPointer, device_memory_ptr, .buffer = buffer);
    error = CALL(Buffer_OpaqueDeviceMemoryDataPointer);
    if (error) {
        CPJRT_Error *second = cpjrt_buffer_release_hold(api, buffer);
        if (second) cpjrt_error_destroy(api, second);
    }
    *address = args.device_memory_ptr;
    return error;
}

CPJRT_Error *cpjrt_buffer_release_hold(const CPJRT_Api *api, CPJRT_Buffer *buffer) {
    ARGS(Buffer_DecreaseExternalReferenceCount, buffer, .buffer = buffer);
    return CALL(Buffer_DecreaseExternalReferenceCount);
}
