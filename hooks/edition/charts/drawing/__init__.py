"""What the charts share: a canvas, measured words, heads of columns, boxes in frames."""
