namespace FlowKit.Drawing.Layout;

/// <summary>Boxes side by side, in rows of about the same width, in the order they were given.</summary>
internal sealed record Shelves(Size Size, Box[] Boxes)
{
    /// <param name="sizes">The boxes.</param>
    /// <param name="gap">Between them.</param>
    /// <param name="aspect">How much wider than high the whole becomes, if it can.</param>
    public static Shelves Of(IReadOnlyList<Size> sizes, double gap, double aspect)
    {
        var area = sizes.Sum(size => (size.Width + gap) * (size.Height + gap));
        var bound = sizes.Select(size => size.Width).Append(Math.Sqrt(area * aspect)).Max();
        var boxes = new Box[sizes.Count];
        var (x, y, row, widest) = (0d, 0d, 0d, 0d);
        for (var i = 0; i < boxes.Length; i++)
        {
            if (x > 0 && x + sizes[i].Width > bound)
            {
                (x, y, row) = (0, y + row + gap, 0);
            }

            boxes[i] = new(x, y, sizes[i].Width, sizes[i].Height);
            widest = Math.Max(widest, boxes[i].Right);
            row = Math.Max(row, sizes[i].Height);
            x += sizes[i].Width + gap;
        }

        return new(new(widest, y + row), boxes);
    }
}
