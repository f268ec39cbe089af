using FlowKit.Drawing.Layout;

namespace FlowKit.Tests.Drawing;

/// <summary>Geometry: what stands where, over random graphs. <c>FLOWKIT_DRAWINGS</c> raises how many.</summary>
public sealed class LayoutTests
{
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("FLOWKIT_DRAWINGS"), out var count) ? count : 150;

    [Fact]
    public void Nodes_and_labels_never_overlap_and_edges_pass_between_them()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (nodes, edges) = RandomGraph(new Random(seed));
            var layout = GraphLayout.Of(nodes, edges);
            var told = $"seed {seed}";
            AssertApart(layout, told);
            AssertInside(layout, told);
            for (var i = 0; i < edges.Length; i++)
            {
                AssertRoute(layout, edges[i], layout.Edges[i], told);
            }
        }
    }

    [Fact]
    public void The_same_graph_gives_the_same_layout()
    {
        var (nodes, edges) = RandomGraph(new Random(7));
        var (one, other) = (GraphLayout.Of(nodes, edges), GraphLayout.Of(nodes, edges));
        Assert.Equal(one.Nodes, other.Nodes);
        Assert.Equal(one.Edges.SelectMany(edge => edge.Pieces), other.Edges.SelectMany(edge => edge.Pieces));
    }

    [Fact]
    public void Nothing_needs_no_room() => Assert.Equal(default, GraphLayout.Of([], []).Size);

    [Fact]
    public void A_chain_is_a_straight_line()
    {
        var layout = GraphLayout.Of([new(100, 40), new(180, 40), new(60, 40)], [Edge(0, 1), Edge(1, 2)]);
        Assert.Single(layout.Nodes.Select(node => node.CenterX).Distinct());
        Assert.Equal(layout.Nodes.Select(node => node.Y).Order(), layout.Nodes.Select(node => node.Y));
    }

    [Fact]
    public void A_fork_that_joins_crosses_nothing()
    {
        var layout = GraphLayout.Of(
            [.. Enumerable.Repeat(new Size(100, 40), 6)], [Edge(0, 4), Edge(0, 3), Edge(0, 2), Edge(0, 1), Edge(1, 5), Edge(2, 5), Edge(3, 5), Edge(4, 5)]);
        Assert.Equal(layout.Nodes[0].CenterX, layout.Nodes[5].CenterX, 1d);
        Assert.Single(layout.Nodes[1..5].Select(node => node.Y).Distinct());
    }

    [Fact]
    public void An_edge_past_others_runs_beside_them()
    {
        var layout = GraphLayout.Of([.. Enumerable.Repeat(new Size(100, 40), 4)], [Edge(0, 1), Edge(1, 2), Edge(2, 3), Edge(0, 3)]);
        Assert.Equal(4, layout.Edges[3].Pieces.Length);
        Assert.All(layout.Edges[3].Pieces[1..3], piece => Assert.DoesNotContain(layout.Nodes, node => Meets(piece, node)));
    }

    [Fact]
    public void A_chain_that_nobody_waits_for_comes_down_to_where_it_joins()
    {
        // 0 > 1 > 2 > 3, and 4 > 5 > 3.
        var layout = GraphLayout.Of([.. Enumerable.Repeat(new Size(100, 40), 6)], [Edge(0, 1), Edge(1, 2), Edge(2, 3), Edge(4, 5), Edge(5, 3)]);
        Assert.Equal(layout.Nodes[2].Y, layout.Nodes[5].Y);
        Assert.Equal(layout.Nodes[1].Y, layout.Nodes[4].Y);
    }

    [Fact]
    public void Many_tasks_side_by_side_stand_in_rows()
    {
        var edges = Enumerable.Range(1, 60).SelectMany(node => new[] { Edge(0, node), Edge(node, 61) }).ToArray();
        var layout = GraphLayout.Of([.. Enumerable.Repeat(new Size(130, 40), 62)], edges);
        Assert.True(layout.Size.Width < 5000, $"It is {layout.Size.Width} wide.");
        Assert.InRange(layout.Nodes.Select(node => node.Y).Distinct().Count(), 7, 9);
    }

    [Fact]
    public void Parts_that_nothing_connects_fill_a_page()
    {
        var layout = GraphLayout.Of([.. Enumerable.Repeat(new Size(130, 40), 60)], []);
        Assert.InRange(layout.Size.Width / layout.Size.Height, 0.8, 3);
    }

    [Fact]
    public void Edges_that_are_too_long_and_too_many_are_drawn_straight()
    {
        const int Length = 1500;
        var chain = Enumerable.Range(1, Length - 1).Select(node => Edge(node - 1, node));
        var far = Enumerable.Range(0, Length / 2).Select(node => Edge(node, Length - 1 - node) with { Label = new(50, 18) });
        LayoutEdge[] edges = [.. chain, .. far];
        var layout = GraphLayout.Of([.. Enumerable.Repeat(new Size(130, 40), Length)], edges);
        Assert.Contains(layout.Edges, edge => edge.Pieces.Length > 50);
        Assert.All(layout.Edges[Length..(Length + 100)], edge => Assert.Equal((2, null), (edge.Pieces.Length, edge.Label)));
        AssertApart(layout, "far");
    }

    private static LayoutEdge Edge(int from, int to) => new(from, to, default);

    private static (Size[] Nodes, LayoutEdge[] Edges) RandomGraph(Random random)
    {
        var count = random.Next(1, 60);
        var nodes = new Size[count];
        for (var i = 0; i < count; i++)
        {
            nodes[i] = random.Next(10) == 0
                ? new(random.Next(200, 900), random.Next(100, 700))
                : new(random.Next(100, 280), 46);
        }

        var edges = new HashSet<(int, int)>();
        var reach = random.Next(1, count + 1);
        for (var i = random.Next(0, 3 * count); i > 0 && count > 1; i--)
        {
            var to = random.Next(1, count);
            edges.Add((Math.Max(0, to - random.Next(1, reach + 1)), to));
        }

        return (nodes, [.. edges.Select(edge => new LayoutEdge(
            edge.Item1, edge.Item2, random.Next(4) == 0 ? new(random.Next(20, 220), 18) : default, random.Next(6) == 0))]);
    }

    private static void AssertApart(GraphLayout layout, string told)
    {
        var boxes = layout.Nodes.Concat(layout.Edges.Select(edge => edge.Label).OfType<Box>()).OrderBy(box => box.Y).ToArray();
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = i + 1; j < boxes.Length && boxes[j].Y < boxes[i].Bottom; j++)
            {
                var (one, other) = (boxes[i], boxes[j]);
                Assert.False(one.X < other.Right - 0.01 && other.X < one.Right - 0.01, $"{told}: {one} and {other} overlap");
            }
        }
    }

    private static void AssertInside(GraphLayout layout, string told) => Assert.All(
        layout.Nodes.Concat(layout.Edges.Select(edge => edge.Label).OfType<Box>()),
        box => Assert.True(
            box.X >= -0.01 && box.Y >= -0.01 && box.Right <= layout.Size.Width + 0.01 && box.Bottom <= layout.Size.Height + 0.01, $"{told}: {box}"));

    private static void AssertRoute(GraphLayout layout, LayoutEdge edge, EdgeRoute route, string told)
    {
        var (from, to) = (layout.Nodes[edge.From], layout.Nodes[edge.To]);
        AssertAt(from.CenterX, from.Bottom, route.Pieces[0].X, route.Pieces[0].Top);
        AssertAt(to.CenterX, to.Y, route.Pieces[^1].X, route.Pieces[^1].Bottom);
        Assert.Equal(edge.HasLabel, route.Label is not null);
        for (var i = 0; i < route.Pieces.Length; i++)
        {
            var piece = route.Pieces[i];
            Assert.True(piece.Top <= piece.Bottom, $"{told}: {piece} leads up");
            Assert.DoesNotContain(layout.Nodes, node => Meets(piece, node));
            if (i > 0)
            {
                // A bend lies between two layers, where nothing stands.
                var (left, right) = (Math.Min(piece.X, route.Pieces[i - 1].X), Math.Max(piece.X, route.Pieces[i - 1].X));
                var (top, bottom) = (route.Pieces[i - 1].Bottom, piece.Top);
                Assert.True(top < bottom, $"{told}: {edge} does not lead down");
                Assert.DoesNotContain(
                    layout.Nodes, node => node.X < right - 0.01 && left < node.Right - 0.01 && node.Y < bottom - 0.01 && top < node.Bottom - 0.01);
            }
        }
    }

    private static void AssertAt(double x, double y, double actualX, double actualY)
    {
        Assert.Equal(x, actualX, 0.01);
        Assert.Equal(y, actualY, 0.01);
    }

    private static bool Meets(EdgePiece piece, Box node) =>
        node.X < piece.X - 0.01 && piece.X < node.Right - 0.01 && node.Y < piece.Bottom - 0.01 && piece.Top < node.Bottom - 0.01;
}
