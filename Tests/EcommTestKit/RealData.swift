import Glibc

/// Public data sets, in the folder that `ECOMML_REAL_DATA` names; they are no part of the project.
public enum RealData {
  public static let isThere = folder != nil
  public static let note = "ECOMML_REAL_DATA is not set: public data are not read"

  private static let folder = getenv("ECOMML_REAL_DATA").map { String(cString: $0) }

  public static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
