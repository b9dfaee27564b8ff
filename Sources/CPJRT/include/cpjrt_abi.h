// The part of the PJRT C ABI that Espalier calls, laid out as facts: argument structs, the function
// table with the slots we do not use left unnamed, and the numbers behind the enumerations.
//
// Every name is the interface's own with a leading C, so that this header and the official one can be
// included side by side: Tests/PJRTTests/ABITests.swift does so and asserts every offset, size
// and value below. Laid out as of API 0.81, whose layouts later minor versions keep.

#ifndef ESPALIER_CPJRT_ABI_H
#define ESPALIER_CPJRT_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The size that the interface wants in `struct_size`: up to the end of the last field, without the
/// padding that follows it.
#define CPJRT_SIZE_THROUGH(type, last) (offsetof(type, last) + sizeof(((type *)0)->last))

enum { CPJRT_ABI_MAJOR = 0, CPJRT_ABI_MINOR = 81 };

// MARK: Opaque objects

typedef struct CPJRT_Error CPJRT_Error;
typedef struct CPJRT_Event CPJRT_Event;
typedef struct CPJRT_Client CPJRT_Client;
typedef struct CPJRT_Device CPJRT_Device;
typedef struct CPJRT_DeviceDescription CPJRT_DeviceDescription;
typedef struct CPJRT_Memory CPJRT_Memory;
typedef struct CPJRT_Executable CPJRT_Executable;
typedef struct CPJRT_LoadedExecutable CPJRT_LoadedExecutable;
typedef struct CPJRT_SerializedExecutable CPJRT_SerializedExecutable;
typedef struct CPJRT_Buffer CPJRT_Buffer;
typedef struct CPJRT_ExecuteContext CPJRT_ExecuteContext;

// MARK: Enumerations

typedef enum {
    CPJRT_Error_Code_OK = 0,
    CPJRT_Error_Code_CANCELLED = 1,
    CPJRT_Error_Code_UNKNOWN = 2,
    CPJRT_Error_Code_INVALID_ARGUMENT = 3,
    CPJRT_Error_Code_DEADLINE_EXCEEDED = 4,
    CPJRT_Error_Code_NOT_FOUND = 5,
    CPJRT_Error_Code_ALREADY_EXISTS = 6,
    CPJRT_Error_Code_PERMISSION_DENIED = 7,
    CPJRT_Error_Code_RESOURCE_EXHAUSTED = 8,
    CPJRT_Error_Code_FAILED_PRECONDITION = 9,
    CPJRT_Error_Code_ABORTED = 10,
    CPJRT_Error_Code_OUT_OF_RANGE = 11,
    CPJRT_Error_Code_UNIMPLEMENTED = 12,
    CPJRT_Error_Code_INTERNAL = 13,
    CPJRT_Error_Code_UNAVAILABLE = 14,
    CPJRT_Error_Code_DATA_LOSS = 15,
    CPJRT_Error_Code_UNAUTHENTICATED = 16,
} CPJRT_Error_Code;

typedef enum {
    CPJRT_Buffer_Type_INVALID = 0,
    CPJRT_Buffer_Type_PRED = 1,
    CPJRT_Buffer_Type_S8 = 2,
    CPJRT_Buffer_Type_S16 = 3,
    CPJRT_Buffer_Type_S32 = 4,
    CPJRT_Buffer_Type_S64 = 5,
    CPJRT_Buffer_Type_U8 = 6,
    CPJRT_Buffer_Type_U16 = 7,
    CPJRT_Buffer_Type_U32 = 8,
    CPJRT_Buffer_Type_U64 = 9,
    CPJRT_Buffer_Type_F16 = 10,
    CPJRT_Buffer_Type_F32 = 11,
    CPJRT_Buffer_Type_F64 = 12,
    CPJRT_Buffer_Type_BF16 = 13,
    CPJRT_Buffer_Type_C64 = 14,
    CPJRT_Buffer_Type_C128 = 15,
    CPJRT_Buffer_Type_F8E5M2 = 16,
    CPJRT_Buffer_Type_F8E4M3FN = 17,
} CPJRT_Buffer_Type;

typedef enum {
    CPJRT_HostBufferSemantics_kImmutableOnlyDuringCall = 0,
    CPJRT_HostBufferSemantics_kImmutableUntilTransferCompletes = 1,
    CPJRT_HostBufferSemantics_kImmutableZeroCopy = 2,
    CPJRT_HostBufferSemantics_kMutableZeroCopy = 3,
} CPJRT_HostBufferSemantics;

typedef enum {
    CPJRT_NamedValue_kString = 0,
    CPJRT_NamedValue_kInt64 = 1,
    CPJRT_NamedValue_kInt64List = 2,
    CPJRT_NamedValue_kFloat = 3,
    CPJRT_NamedValue_kBool = 4,
} CPJRT_NamedValue_Type;

typedef enum {
    CPJRT_Buffer_MemoryLayout_Type_Tiled = 0,
    CPJRT_Buffer_MemoryLayout_Type_Strides = 1,
} CPJRT_Buffer_MemoryLayout_Type;

/// The kinds of extension that the chain may hold and that we look for; others are skipped.
typedef enum {
    CPJRT_Extension_Type_Layouts = 4,
    CPJRT_Extension_Type_FFI = 5,
} CPJRT_Extension_Type;

// MARK: Shared structs

typedef struct CPJRT_Extension_Base {
    size_t struct_size;
    CPJRT_Extension_Type type;
    struct CPJRT_Extension_Base *next;
} CPJRT_Extension_Base;

/// The two fields that open every struct below.
#define CPJRT_HEAD \
    size_t struct_size; \
    CPJRT_Extension_Base *extension_start;

typedef struct {
    CPJRT_HEAD
    int major_version;
    int minor_version;
} CPJRT_Api_Version;

typedef struct {
    CPJRT_HEAD
    const char *name;
    size_t name_size;
    CPJRT_NamedValue_Type type;
    union {
        const char *string_value;
        int64_t int64_value;
        const int64_t *int64_array_value;
        float float_value;
        bool bool_value;
    };
    size_t value_size;
} CPJRT_NamedValue;

typedef struct {
    CPJRT_HEAD
    char *code;
    size_t code_size;
    const char *format;
    size_t format_size;
} CPJRT_Program;

typedef struct {
    CPJRT_HEAD
    const int64_t *minor_to_major;
    size_t minor_to_major_size;
    const int64_t *tile_dims;
    const size_t *tile_dim_sizes;
    size_t num_tiles;
} CPJRT_Buffer_MemoryLayout_Tiled;

typedef struct {
    CPJRT_HEAD
    const int64_t *byte_strides;
    size_t num_byte_strides;
} CPJRT_Buffer_MemoryLayout_Strides;

typedef struct {
    CPJRT_HEAD
    union {
        CPJRT_Buffer_MemoryLayout_Tiled tiled;
        CPJRT_Buffer_MemoryLayout_Strides strides;
    };
    CPJRT_Buffer_MemoryLayout_Type type;
} CPJRT_Buffer_MemoryLayout;

// MARK: Errors and events

typedef struct {
    CPJRT_HEAD
    CPJRT_Error *error;
} CPJRT_Error_Destroy_Args;

typedef struct {
    CPJRT_HEAD
    const CPJRT_Error *error;
    const char *message;
    size_t message_size;
} CPJRT_Error_Message_Args;

typedef struct {
    CPJRT_HEAD
    const CPJRT_Error *error;
    CPJRT_Error_Code code;
} CPJRT_Error_GetCode_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Event *event;
} CPJRT_Event_Destroy_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Event *event;
    bool is_ready;
} CPJRT_Event_IsReady_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Event *event;
} CPJRT_Event_Await_Args;

typedef void (*CPJRT_Event_OnReadyCallback)(CPJRT_Error *error, void *user_arg);

typedef struct {
    CPJRT_HEAD
    CPJRT_Event *event;
    CPJRT_Event_OnReadyCallback callback;
    void *user_arg;
} CPJRT_Event_OnReady_Args;

// MARK: Plugin and client

typedef struct {
    CPJRT_HEAD
} CPJRT_Plugin_Initialize_Args;

typedef struct {
    CPJRT_HEAD
    const CPJRT_NamedValue *attributes;
    size_t num_attributes;
} CPJRT_Plugin_Attributes_Args;

typedef struct {
    CPJRT_HEAD
    const CPJRT_NamedValue *create_options;
    size_t num_options;
    void *kv_get_callback;
    void *kv_get_user_arg;
    void *kv_put_callback;
    void *kv_put_user_arg;
    CPJRT_Client *client;
    void *kv_try_get_callback;
    void *kv_try_get_user_arg;
} CPJRT_Client_Create_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Client *client;
} CPJRT_Client_Destroy_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Client *client;
    const char *platform_name;
    size_t platform_name_size;
} CPJRT_Client_PlatformName_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Client *client;
    const char *platform_version;
    size_t platform_version_size;
} CPJRT_Client_PlatformVersion_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Client *client;
    CPJRT_Device *const *addressable_devices;
    size_t num_addressable_devices;
} CPJRT_Client_AddressableDevices_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Client *client;
    const CPJRT_Program *program;
    const char *compile_options;
    size_t compile_options_size;
    CPJRT_LoadedExecutable *executable;
} CPJRT_Client_Compile_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Client *client;
    const void *data;
    CPJRT_Buffer_Type type;
    const int64_t *dims;
    size_t num_dims;
    const int64_t *byte_strides;
    size_t num_byte_strides;
    CPJRT_HostBufferSemantics host_buffer_semantics;
    CPJRT_Device *device;
    CPJRT_Memory *memory;
    CPJRT_Buffer_MemoryLayout *device_layout;
    CPJRT_Event *done_with_host_buffer;
    CPJRT_Buffer *buffer;
} CPJRT_Client_BufferFromHostBuffer_Args;

// MARK: Devices

typedef struct {
    CPJRT_HEAD
    CPJRT_Device *device;
    CPJRT_DeviceDescription *device_description;
} CPJRT_Device_GetDescription_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_DeviceDescription *device_description;
    int id;
} CPJRT_DeviceDescription_Id_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_DeviceDescription *device_description;
    const char *device_kind;
    size_t device_kind_size;
} CPJRT_DeviceDescription_Kind_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_DeviceDescription *device_description;
    const char *to_string;
    size_t to_string_size;
} CPJRT_DeviceDescription_ToString_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Device *device;
    int64_t bytes_in_use;
    int64_t peak_bytes_in_use;
    bool peak_bytes_in_use_is_set;
    int64_t num_allocs;
    bool num_allocs_is_set;
    int64_t largest_alloc_size;
    bool largest_alloc_size_is_set;
    int64_t bytes_limit;
    bool bytes_limit_is_set;
    int64_t bytes_reserved;
    bool bytes_reserved_is_set;
    int64_t peak_bytes_reserved;
    bool peak_bytes_reserved_is_set;
    int64_t bytes_reservable_limit;
    bool bytes_reservable_limit_is_set;
    int64_t largest_free_block_bytes;
    bool largest_free_block_bytes_is_set;
    int64_t pool_bytes;
    bool pool_bytes_is_set;
    int64_t peak_pool_bytes;
    bool peak_pool_bytes_is_set;
} CPJRT_Device_MemoryStats_Args;

// MARK: Executables

typedef struct {
    CPJRT_HEAD
    CPJRT_Executable *executable;
} CPJRT_Executable_Destroy_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Executable *executable;
    const char *executable_name;
    size_t executable_name_size;
} CPJRT_Executable_Name_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Executable *executable;
    size_t num_outputs;
} CPJRT_Executable_NumOutputs_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Executable *executable;
    CPJRT_Buffer_Type *output_types;
    size_t num_output_types;
} CPJRT_Executable_OutputElementTypes_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Executable *executable;
    size_t num_outputs;
    const int64_t *dims;
    const size_t *dim_sizes;
} CPJRT_Executable_OutputDimensions_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Executable *executable;
    int64_t generated_code_size_in_bytes;
    int64_t argument_size_in_bytes;
    int64_t output_size_in_bytes;
    int64_t alias_size_in_bytes;
    int64_t temp_size_in_bytes;
    int64_t host_generated_code_size_in_bytes;
    int64_t host_argument_size_in_bytes;
    int64_t host_output_size_in_bytes;
    int64_t host_alias_size_in_bytes;
    int64_t host_temp_size_in_bytes;
    int64_t peak_memory_in_bytes;
} CPJRT_Executable_GetCompiledMemoryStats_Args;

typedef struct {
    CPJRT_HEAD
    const CPJRT_Executable *executable;
    const char *serialized_bytes;
    size_t serialized_bytes_size;
    CPJRT_SerializedExecutable *serialized_executable;
    void (*serialized_executable_deleter)(CPJRT_SerializedExecutable *executable);
} CPJRT_Executable_Serialize_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Client *client;
    const char *serialized_executable;
    size_t serialized_executable_size;
    CPJRT_LoadedExecutable *loaded_executable;
    const char *overridden_serialized_compile_options;
    size_t overridden_serialized_compile_options_size;
} CPJRT_Executable_DeserializeAndLoad_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_LoadedExecutable *executable;
} CPJRT_LoadedExecutable_Destroy_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_LoadedExecutable *loaded_executable;
    CPJRT_Executable *executable;
} CPJRT_LoadedExecutable_GetExecutable_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_LoadedExecutable *executable;
    CPJRT_Device *const *addressable_devices;
    size_t num_addressable_devices;
} CPJRT_LoadedExecutable_AddressableDevices_Args;

typedef struct {
    CPJRT_HEAD
    void **send_callbacks;
    void **recv_callbacks;
    size_t num_send_ops;
    size_t num_recv_ops;
    int launch_id;
    const int64_t *non_donatable_input_indices;
    size_t num_non_donatable_input_indices;
    CPJRT_ExecuteContext *context;
    const char *call_location;
    size_t num_tasks;
    int *task_ids;
    int64_t *incarnation_ids;
} CPJRT_ExecuteOptions;

typedef struct {
    CPJRT_HEAD
    CPJRT_LoadedExecutable *executable;
    CPJRT_ExecuteOptions *options;
    CPJRT_Buffer *const *const *argument_lists;
    size_t num_devices;
    size_t num_args;
    CPJRT_Buffer **const *output_lists;
    CPJRT_Event **device_complete_events;
    CPJRT_Device *execute_device;
} CPJRT_LoadedExecutable_Execute_Args;

// MARK: Buffers

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
} CPJRT_Buffer_Destroy_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    CPJRT_Buffer_Type type;
} CPJRT_Buffer_ElementType_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    const int64_t *dims;
    size_t num_dims;
} CPJRT_Buffer_Dimensions_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    CPJRT_Buffer_MemoryLayout layout;
} CPJRT_Buffer_GetMemoryLayout_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    size_t on_device_size_in_bytes;
} CPJRT_Buffer_OnDeviceSizeInBytes_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    CPJRT_Device *device;
} CPJRT_Buffer_Device_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
} CPJRT_Buffer_Delete_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    bool is_deleted;
} CPJRT_Buffer_IsDeleted_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    CPJRT_Device *dst_device;
    CPJRT_Buffer *dst_buffer;
} CPJRT_Buffer_CopyToDevice_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *src;
    CPJRT_Buffer_MemoryLayout *host_layout;
    void *dst;
    size_t dst_size;
    CPJRT_Event *event;
} CPJRT_Buffer_ToHostBuffer_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    bool is_on_cpu;
} CPJRT_Buffer_IsOnCpu_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    CPJRT_Event *event;
} CPJRT_Buffer_ReadyEvent_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
} CPJRT_Buffer_IncreaseExternalReferenceCount_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
} CPJRT_Buffer_DecreaseExternalReferenceCount_Args;

typedef struct {
    CPJRT_HEAD
    CPJRT_Buffer *buffer;
    void *device_memory_ptr;
} CPJRT_Buffer_OpaqueDeviceMemoryDataPointer_Args;

// MARK: The function table

/// Declares one slot: a function that takes its argument struct and returns an error or null.
#define CPJRT_SLOT(name) CPJRT_Error *(*name)(C##name##_Args *args);

// Slots between those that we call are counted, not named. A plugin may be older than this table:
// whatever lies beyond its `struct_size` is absent.
typedef struct {
    CPJRT_HEAD
    CPJRT_Api_Version pjrt_api_version;
    void (*PJRT_Error_Destroy)(CPJRT_Error_Destroy_Args *args);
    void (*PJRT_Error_Message)(CPJRT_Error_Message_Args *args);
    CPJRT_SLOT(PJRT_Error_GetCode)
    CPJRT_SLOT(PJRT_Plugin_Initialize)
    CPJRT_SLOT(PJRT_Plugin_Attributes)
    CPJRT_SLOT(PJRT_Event_Destroy)
    CPJRT_SLOT(PJRT_Event_IsReady)
    void *unused_0[1];
    CPJRT_SLOT(PJRT_Event_Await)
    CPJRT_SLOT(PJRT_Event_OnReady)
    CPJRT_SLOT(PJRT_Client_Create)
    CPJRT_SLOT(PJRT_Client_Destroy)
    CPJRT_SLOT(PJRT_Client_PlatformName)
    void *unused_1[1];
    CPJRT_SLOT(PJRT_Client_PlatformVersion)
    void *unused_2[1];
    CPJRT_SLOT(PJRT_Client_AddressableDevices)
    void *unused_3[3];
    CPJRT_SLOT(PJRT_Client_Compile)
    void *unused_4[1];
    CPJRT_SLOT(PJRT_Client_BufferFromHostBuffer)
    CPJRT_SLOT(PJRT_DeviceDescription_Id)
    void *unused_5[2];
    CPJRT_SLOT(PJRT_DeviceDescription_Kind)
    void *unused_6[1];
    CPJRT_SLOT(PJRT_DeviceDescription_ToString)
    CPJRT_SLOT(PJRT_Device_GetDescription)
    void *unused_7[4];
    CPJRT_SLOT(PJRT_Device_MemoryStats)
    void *unused_8[5];
    CPJRT_SLOT(PJRT_Executable_Destroy)
    CPJRT_SLOT(PJRT_Executable_Name)
    void *unused_9[2];
    CPJRT_SLOT(PJRT_Executable_NumOutputs)
    void *unused_10[4];
    CPJRT_SLOT(PJRT_Executable_Serialize)
    CPJRT_SLOT(PJRT_LoadedExecutable_Destroy)
    CPJRT_SLOT(PJRT_LoadedExecutable_GetExecutable)
    CPJRT_SLOT(PJRT_LoadedExecutable_AddressableDevices)
    void *unused_11[2];
    CPJRT_SLOT(PJRT_LoadedExecutable_Execute)
    CPJRT_SLOT(PJRT_Executable_DeserializeAndLoad)
    void *unused_12[1];
    CPJRT_SLOT(PJRT_Buffer_Destroy)
    CPJRT_SLOT(PJRT_Buffer_ElementType)
    CPJRT_SLOT(PJRT_Buffer_Dimensions)
    void *unused_13[2];
    CPJRT_SLOT(PJRT_Buffer_GetMemoryLayout)
    CPJRT_SLOT(PJRT_Buffer_OnDeviceSizeInBytes)
    CPJRT_SLOT(PJRT_Buffer_Device)
    void *unused_14[1];
    CPJRT_SLOT(PJRT_Buffer_Delete)
    CPJRT_SLOT(PJRT_Buffer_IsDeleted)
    CPJRT_SLOT(PJRT_Buffer_CopyToDevice)
    CPJRT_SLOT(PJRT_Buffer_ToHostBuffer)
    CPJRT_SLOT(PJRT_Buffer_IsOnCpu)
    CPJRT_SLOT(PJRT_Buffer_ReadyEvent)
    void *unused_15[1];
    CPJRT_SLOT(PJRT_Buffer_IncreaseExternalReferenceCount)
    CPJRT_SLOT(PJRT_Buffer_DecreaseExternalReferenceCount)
    CPJRT_SLOT(PJRT_Buffer_OpaqueDeviceMemoryDataPointer)
    void *unused_16[13];
    CPJRT_SLOT(PJRT_Executable_OutputElementTypes)
    CPJRT_SLOT(PJRT_Executable_OutputDimensions)
    void *unused_17[4];
    CPJRT_SLOT(PJRT_Executable_GetCompiledMemoryStats)
} CPJRT_Api;

#endif
