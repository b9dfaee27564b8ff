// One handler, registered once with each plugin, which passes every call on to Swift. Programs say by a
// number which of their functions they mean.

#include "CPJRT.h"

#include <stdlib.h>
#include <string.h>

static cpjrt_host_callback host_callback;

static void tell_metadata(const CXLA_FFI_Api *api, CXLA_FFI_Metadata *metadata) {
    // XLA drops handlers that were built for another version than its own. What is used here is laid out
    // alike in all versions, so that the version in use is the one that we were built for.
    metadata->api_version = (CXLA_FFI_Api_Version){
        .struct_size = CPJRT_SIZE_THROUGH(CXLA_FFI_Api_Version, minor_version),
        .major_version = api->api_version.major_version,
        .minor_version = api->api_version.minor_version,
    };
    metadata->traits = 0;
    if (metadata->struct_size >= CPJRT_SIZE_THROUGH(CXLA_FFI_Metadata, state_type_id))
        metadata->state_type_id.type_id = 0;
}

static bool number_of_call(const CXLA_FFI_Attrs *attributes, int64_t *number) {
    for (int64_t i = 0; i < attributes->size; i++) {
        const CXLA_FFI_ByteSpan *name = attributes->names[i];
        if (name->len != sizeof CPJRT_CALLBACK_ATTRIBUTE - 1
            || memcmp(name->ptr, CPJRT_CALLBACK_ATTRIBUTE, name->len) != 0
            || attributes->types[i] != CXLA_FFI_AttrType_SCALAR)
            continue;
        const CXLA_FFI_Scalar *scalar = attributes->attrs[i];
        if (scalar->dtype != CXLA_FFI_DataType_S64) return false;
        memcpy(number, scalar->value, sizeof *number);
        return true;
    }
    return false;
}

static CXLA_FFI_Error *fail(const CXLA_FFI_Api *api, const char *message) {
    CXLA_FFI_Error_Create_Args args = {
        .struct_size = CPJRT_SIZE_THROUGH(CXLA_FFI_Error_Create_Args, errc),
        .message = message,
        .errc = CXLA_FFI_Error_Code_INTERNAL,
    };
    return api->XLA_FFI_Error_Create(&args);
}

static CXLA_FFI_Error *handle(CXLA_FFI_CallFrame *frame) {
    for (CXLA_FFI_Extension_Base *at = frame->extension_start; at; at = at->next) {
        if (at->type != CXLA_FFI_Extension_Metadata) continue;
        tell_metadata(frame->api, ((CXLA_FFI_Metadata_Extension *)at)->metadata);
        return NULL;
    }
    if (frame->stage != CXLA_FFI_ExecutionStage_EXECUTE) return NULL;
    int64_t number;
    if (!number_of_call(&frame->attrs, &number))
        return fail(frame->api, "the call of a host function lacks its number");
    char *message = host_callback(number, frame);
    if (!message) return NULL;
    CXLA_FFI_Error *error = fail(frame->api, message);
    free(message);
    return error;
}

static const CPJRT_FFI_Extension *find_extension(const CPJRT_Api *api) {
    // Older plugins take the arguments of the extension in another layout.
    if (api->pjrt_api_version.minor_version < CPJRT_ABI_MINOR) return NULL;
    for (CPJRT_Extension_Base *at = api->extension_start; at; at = at->next) {
        if (at->type != CPJRT_Extension_Type_FFI) continue;
        if (at->struct_size < CPJRT_SIZE_THROUGH(CPJRT_FFI_Extension, register_handler)) return NULL;
        const CPJRT_FFI_Extension *extension = (const CPJRT_FFI_Extension *)at;
        return extension->register_handler ? extension : NULL;
    }
    return NULL;
}

CPJRT_Error *cpjrt_register_callback(
    const CPJRT_Api *api, cpjrt_host_callback callback, bool *offered) {
    const CPJRT_FFI_Extension *extension = find_extension(api);
    *offered = extension != NULL;
    if (!extension) return NULL;
    host_callback = callback;
    static const char platform[] = "Host";
    CPJRT_FFI_Register_Handler_Args args = {
        .struct_size = CPJRT_SIZE_THROUGH(CPJRT_FFI_Register_Handler_Args, traits),
        .target_name = CPJRT_CALLBACK_TARGET,
        .target_name_size = sizeof CPJRT_CALLBACK_TARGET - 1,
        .handler = (void *)handle,
        .platform_name = platform,
        .platform_name_size = sizeof platform - 1,
    };
    return extension->register_handler(&args);
}
