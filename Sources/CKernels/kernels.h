#pragma once

/// Asks for the cache line at `address` before it is read. A hint: any address is allowed.
static inline void kernel_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }
