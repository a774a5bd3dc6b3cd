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
    let writes = BackgroundThread.start {
      let file = OpenFile(descriptor: open(path, O_WRONLY), path: path)
      try? file.write(content)
    }
    try #require(writes)
    let input = try Input.open(path)
    #expect(input.size == content.count)
    #expect(try input.bytes(0..<content.count) == content)
    #expect(try input.bytes(299_999..<300_000) == [7])
  }

  /// Files of /proc say that they are empty and are not.
  @Test func readsAFileThatDoesNotKnowItsSize() throws {
    let input = try Input.open("/proc/self/status")
    #expect(String(decoding: try input.bytes(0..<input.size), as: UTF8.self).contains("VmPeak"))
  }

  /// A log that is rotated away in the middle; it used to be waited for without end.
  @Test(arguments: ["a,b\n1,2\n", "{\"a\":1}\n"])
  func aFileThatShrinksIsAnError(row: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a")
    try AtomicFile.write(Array(String(repeating: row, count: 1000).utf8), to: path)
    let input = try Input.open(path)
    try #require(truncate(path, 100) == 0)
    #expect(throws: InputError.shrunk(file: path)) {
      try TableReader.read([input], ReadOptions())
    }
  }

  @Test func refusesFoldersAndWhatIsNotThere() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError.isDirectory(path: folder.path)) { try Input.open(folder.path) }
    #expect(throws: FileError.cannotOpen(path: folder.path("x"), code: ENOENT)) {
      try Input.open(folder.path("x"))
    }
  }
}
