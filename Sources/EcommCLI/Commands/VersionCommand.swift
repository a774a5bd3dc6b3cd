import EcommBase

enum VersionCommand {
  static let version = "0.1.0"

  static let command = Command(
    "version", "which version this is", examples: ["version"], options: [Shared.json.declaration]
  ) { invocation in
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(["version": .string(version)]))
    } else {
      try invocation.console.print("ecomml \(version)")
    }
    return .done
  }
}
