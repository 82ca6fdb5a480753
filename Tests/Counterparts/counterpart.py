"""Which function draws which figure's counterpart."""

COUNTERPARTS = {}


def counterpart(name: str):
    """Registers a function of an empty matplotlib figure and the frame behind the gallery's figure of this name."""

    def register(draw):
        COUNTERPARTS[name] = draw
        return draw

    return register
