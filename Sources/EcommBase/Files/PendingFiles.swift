import Glibc
import Synchronization

/// The unfinished files of this process, so that an interrupt can remove them.
public enum PendingFiles {
  private static let paths = Mutex<Set<String>>([])

  /// False where it is pending already.
  static func add(_ path: String) -> Bool { paths.withLock { $0.insert(path).inserted } }
  static func forget(_ path: String) { _ = paths.withLock { $0.remove(path) } }

  public static func removeAll() {
    paths.withLock { pending in
      for path in pending { unlink(path) }
      pending.removeAll()
    }
  }
}
