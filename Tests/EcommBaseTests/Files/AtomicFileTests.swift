import EcommBase
import EcommTestKit
import Testing

@Suite struct AtomicFileTests {
  @Test func replacesTheWholeFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.json")
    try AtomicFile.write(Array("old".utf8), to: path)
    try AtomicFile.write(Array("new and longer".utf8), to: path)
    #expect(try SmallFile.read(path) == "new and longer")
    #expect(folder.names == ["model.json"])
  }

  @Test func whatIsGivenUpLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.json")
    try AtomicFile.write(Array("good".utf8), to: path)
    do {
      let file = try AtomicFile(path)
      try file.write([UInt8](repeating: 65, count: 1 << 20))
      #expect(folder.names.count == 2)
    }
    #expect(try SmallFile.read(path) == "good")
    #expect(folder.names == ["model.json"])
  }

  @Test func saysWhatCannotBeWritten() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write([1], to: folder.path("no/such/folder"))
    }
    #expect(error?.text == "cannot write \(folder.path("no/such/folder")): no such file.")
  }

  @Test func foldersAreMadeWhereTheyAreMissing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a/b/c.json")
    try Folder.make(for: path)
    try Folder.make(for: path)
    try AtomicFile.write([65], to: path)
    #expect(try SmallFile.read(path) == "A")
    #expect(throws: FileError.self) { try Folder.make(for: path + "/d/e") }
  }

  @Test func saysWhatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError.isDirectory(path: folder.path)) { try SmallFile.read(folder.path) }
    #expect(throws: FileError.self) { try SmallFile.read(folder.path("none")) }
    try AtomicFile.write([0xFF, 0xFE], to: folder.path("binary"))
    #expect(throws: FileError.notText(path: folder.path("binary"))) {
      try SmallFile.read(folder.path("binary"))
    }
    #expect(throws: FileError.tooLarge(path: folder.path("binary"), bytes: 2, limit: 1)) {
      try SmallFile.bytes(folder.path("binary"), limit: 1)
    }
  }

  /// Files of /proc and pipes say that they are empty and are not.
  @Test func readsFilesThatDoNotKnowTheirSize() throws {
    #expect(try SmallFile.read("/proc/self/status").contains("VmPeak"))
  }
}
