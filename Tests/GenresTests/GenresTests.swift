import Genres
import Testing
