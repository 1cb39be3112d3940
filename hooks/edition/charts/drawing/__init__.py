"""What the drawings share: a canvas, text metrics, column headers, framed boxes."""
