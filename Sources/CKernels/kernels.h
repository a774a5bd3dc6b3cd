#pragma once

/// Asks for the cache line at `address` before it is read. A hint: any address is allowed.
static inline void kernel_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

typedef signed char kernel_bytes16 __attribute__((ext_vector_type(16)));

/// The top bit of each of 16 bytes, the first in the lowest place.
static inline unsigned kernel_top_bits(kernel_bytes16 bytes) {
#if defined(__SSE2__)
  return (unsigned)__builtin_ia32_pmovmskb128(bytes);
#else
  unsigned bits = 0;
  for (int i = 0; i < 16; i++) bits |= (unsigned)(bytes[i] < 0) << i;
  return bits;
#endif
}
