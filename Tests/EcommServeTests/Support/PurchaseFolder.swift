import EcommBase
import EcommTasks
import EcommTestKit

/// A folder with the sample classifier in it, to be changed.
struct PurchaseFolder {
  let folder: TemporaryFolder
  let bytes: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    bytes = try SmallFile.bytes(TestService.models + "/purchase.json")
    try AtomicFile.write(bytes, to: model)
  }

  var path: String { folder.path }
  var model: String { folder.path("purchase.json") }

  /// The same classifier with another threshold, and so another id.
  func other() throws -> ModelFile {
    try ModelFile.parse(bytes, file: "p").settingThreshold(0.99, name: "p")
  }

  func copy(_ name: String) throws {
    let own = try SmallFile.bytes(TestService.models + "/\(name).json")
    try AtomicFile.write(own, to: folder.path("\(name).json"))
  }
}
