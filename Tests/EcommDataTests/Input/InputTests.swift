import EcommBase
import EcommData
import EcommTestKit
import Glibc
import Testing

@Suite struct InputTests {
  @Test func readsAnyPlaceOfAFile() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(Array("0123456789".utf8), to: folder.path("a"))
    let input = try Input.open(folder.path("a"))
    #expect(input.size == 10)
    #expect(try input.bytes(3..<6) == Array("345".utf8))
    #expect(try input.bytes(8..<99) == Array("89".utf8))
    #expect(try input.bytes(20..<30).isEmpty)
  }

  /// A pipe can be read twice, too.
  @Test func aPipeIsKept() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let content = [UInt8](repeating: 7, count: 300_000)
    let writer = Task.detached {
      let file = OpenFile(descriptor: open(path, O_WRONLY), path: path)
      try content.withUnsafeBytes { try file.write($0) }
    }
    let input = try Input.open(path)
    #expect(input.size == content.count)
    #expect(try input.bytes(0..<content.count) == content)
    #expect(try input.bytes(299_999..<300_000) == [7])
    _ = writer
  }

  @Test func refusesFoldersAndWhatIsNotThere() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError.isDirectory(path: folder.path)) { try Input.open(folder.path) }
    #expect(throws: FileError.cannotOpen(path: folder.path("x"), code: ENOENT)) {
      try Input.open(folder.path("x"))
    }
  }
}
