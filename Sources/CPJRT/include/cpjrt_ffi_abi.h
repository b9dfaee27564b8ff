// The part of XLA's interface for foreign functions that Espalier uses, laid out as facts: how PJRT's FFI
// extension takes a handler, and what a handler is called with.
//
// The names are the interfaces' own with a leading C, as in cpjrt_abi.h. Laid out as of version 0.1 of
// XLA's FFI, of which versions up to 0.3 keep what stands here; fields that came later are marked.

#ifndef ESPALIER_CPJRT_FFI_ABI_H
#define ESPALIER_CPJRT_FFI_ABI_H

#include "cpjrt_abi.h"

// MARK: Registering

/// Unlike the other argument structs this one has no chain of extensions. Before API 0.81 there was a number more
/// in it; such plugins are refused (`cpjrt_register_callback`).
typedef struct {
    size_t struct_size;
    const char *target_name;
    size_t target_name_size;
    void *handler;
    const char *platform_name;
    size_t platform_name_size;
    uint32_t traits;
} CPJRT_FFI_Register_Handler_Args;

typedef struct {
    CPJRT_Extension_Base base;
    void *type_register;
    void *user_data_add;
    CPJRT_Error *(*register_handler)(CPJRT_FFI_Register_Handler_Args *);
} CPJRT_FFI_Extension;

// MARK: Enumerations

typedef enum {
    CXLA_FFI_Extension_Metadata = 1,
} CXLA_FFI_Extension_Type;

typedef enum {
    CXLA_FFI_ExecutionStage_EXECUTE = 3,
} CXLA_FFI_ExecutionStage;

typedef enum {
    CXLA_FFI_AttrType_SCALAR = 3,
} CXLA_FFI_AttrType;

typedef enum {
    CXLA_FFI_ArgType_BUFFER = 1,
} CXLA_FFI_ArgType;

typedef enum {
    CXLA_FFI_RetType_BUFFER = 1,
} CXLA_FFI_RetType;

typedef enum {
    CXLA_FFI_Error_Code_INTERNAL = 13,
} CXLA_FFI_Error_Code;

/// The numbers differ from those of `PJRT_Buffer_Type`.
typedef enum {
    CXLA_FFI_DataType_PRED = 1,
    CXLA_FFI_DataType_S8 = 2,
    CXLA_FFI_DataType_S16 = 3,
    CXLA_FFI_DataType_S32 = 4,
    CXLA_FFI_DataType_S64 = 5,
    CXLA_FFI_DataType_U8 = 6,
    CXLA_FFI_DataType_U16 = 7,
    CXLA_FFI_DataType_U32 = 8,
    CXLA_FFI_DataType_U64 = 9,
    CXLA_FFI_DataType_F16 = 10,
    CXLA_FFI_DataType_F32 = 11,
    CXLA_FFI_DataType_F64 = 12,
    CXLA_FFI_DataType_C64 = 15,
    CXLA_FFI_DataType_BF16 = 16,
    CXLA_FFI_DataType_C128 = 18,
    CXLA_FFI_DataType_F8E5M2 = 19,
    CXLA_FFI_DataType_F8E4M3FN = 20,
} CXLA_FFI_DataType;

// MARK: What a handler is called with

typedef struct CXLA_FFI_Error CXLA_FFI_Error;

typedef struct CXLA_FFI_Extension_Base {
    size_t struct_size;
    CXLA_FFI_Extension_Type type;
    struct CXLA_FFI_Extension_Base *next;
} CXLA_FFI_Extension_Base;

typedef struct {
    size_t struct_size;
    CXLA_FFI_Extension_Base *extension_start;
    int major_version;
    int minor_version;
} CXLA_FFI_Api_Version;

typedef struct {
    size_t struct_size;
    CXLA_FFI_Extension_Base *extension_start;
    const char *message;
    CXLA_FFI_Error_Code errc;
} CXLA_FFI_Error_Create_Args;

/// The function table, as far as it is called.
typedef struct {
    size_t struct_size;
    CXLA_FFI_Extension_Base *extension_start;
    CXLA_FFI_Api_Version api_version;
    const void *internal_api;
    CXLA_FFI_Error *(*XLA_FFI_Error_Create)(CXLA_FFI_Error_Create_Args *);
} CXLA_FFI_Api;

typedef struct {
    size_t struct_size;
    CXLA_FFI_Extension_Base *extension_start;
    CXLA_FFI_DataType dtype;
    void *data;
    int64_t rank;
    int64_t *dims;
} CXLA_FFI_Buffer;

typedef struct {
    const char *ptr;
    size_t len;
} CXLA_FFI_ByteSpan;

typedef struct {
    CXLA_FFI_DataType dtype;
    void *value;
} CXLA_FFI_Scalar;

typedef struct {
    size_t struct_size;
    CXLA_FFI_Extension_Base *extension_start;
    int64_t size;
    CXLA_FFI_ArgType *types;
    void **args;
} CXLA_FFI_Args;

typedef struct {
    size_t struct_size;
    CXLA_FFI_Extension_Base *extension_start;
    int64_t size;
    CXLA_FFI_RetType *types;
    void **rets;
} CXLA_FFI_Rets;

typedef struct {
    size_t struct_size;
    CXLA_FFI_Extension_Base *extension_start;
    int64_t size;
    CXLA_FFI_AttrType *types;
    CXLA_FFI_ByteSpan **names;
    void **attrs;
} CXLA_FFI_Attrs;

typedef struct {
    size_t struct_size;
    CXLA_FFI_Extension_Base *extension_start;
    const CXLA_FFI_Api *api;
    void *ctx;
    CXLA_FFI_ExecutionStage stage;
    CXLA_FFI_Args args;
    CXLA_FFI_Rets rets;
    CXLA_FFI_Attrs attrs;
    void *future;
} CXLA_FFI_CallFrame;

// MARK: The metadata probe

typedef struct {
    int64_t type_id;
} CXLA_FFI_TypeId;

typedef struct {
    size_t struct_size;
    CXLA_FFI_Api_Version api_version;
    uint32_t traits;
    /// Since version 0.2.
    CXLA_FFI_TypeId state_type_id;
} CXLA_FFI_Metadata;

typedef struct {
    CXLA_FFI_Extension_Base extension_base;
    CXLA_FFI_Metadata *metadata;
} CXLA_FFI_Metadata_Extension;

#endif
