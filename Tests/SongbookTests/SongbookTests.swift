import Songbook
import Testing
