// Times one engine in process and prints one line of JSON: `ecomml-bench json --megabytes 100`.
// Peers are timed by the scripts beside this folder.

import EcommBase
import Glibc

do {
  let request = try BenchRequest(Array(CommandLine.arguments.dropFirst()))
  guard let bench = BenchRequest.benches[request.name] else {
    throw BenchRequest.Fault.unknown(request.name)
  }
  print(JSONWriter.text(try bench(request)))
} catch {
  print("ecomml-bench: \(error)")
  print("engines: \(BenchRequest.benches.keys.sorted().joined(separator: ", "))")
  exit(2)
}
