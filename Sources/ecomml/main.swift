import EcommCLI
import Glibc

exit(Tool.main(CommandLine.arguments))
