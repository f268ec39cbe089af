using FlowKit.Values;

namespace FlowKit.Core.Tests.Values;

public class ValueEditorTests
{
    [Fact]
    public void A_write_never_changes_what_was_shared_before()
    {
        var editor = new ValueEditor(FlowValue.Parse("""{"a":{"b":{"c":1}},"list":[1,[2]]}"""));
        var first = editor.Snapshot();
        Write(editor, 2, "a", "b", "c");
        var part = editor.Share(editor.Root["a"]);
        Write(editor, 3, "a", "b", "c");
        Write(editor, 4, "list", 1, 0);
        var last = editor.Snapshot();
        Write(editor, 5, "a", "b", "c");

        Assert.Equal("""{"a":{"b":{"c":1}},"list":[1,[2]]}""", first.ToJson());
        Assert.Equal("""{"b":{"c":2}}""", part.ToJson());
        Assert.Equal("""{"a":{"b":{"c":3}},"list":[1,[4]]}""", last.ToJson());
    }

    [Fact]
    public void Random_writes_and_shares_agree_with_a_copying_writer()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var editor = new ValueEditor(FlowValue.EmptyObject);
        var shared = new List<(FlowValue Value, string Json)>();
        for (var step = 0; step < 5000; step++)
        {
            var location = Enumerable.Range(0, random.Next(1, 5))
                .Select(depth => depth > 0 && random.Next(4) == 0 ? (PathSegment)random.Next(4) : $"k{random.Next(5)}").ToArray();
            var value = random.Next(3) == 0 && shared.Count > 0 ? shared[random.Next(shared.Count)].Value : FlowValue.From(step);
            if (value.ToJson().Length < 2000)
            {
                editor.TryWrite(location, value, out _);
            }

            if (random.Next(5) == 0)
            {
                var part = editor.Share(random.Next(2) == 0 ? editor.Root : editor.Root[$"k{random.Next(5)}"]);
                shared.Add((part, part.ToJson()));
            }
        }

        Assert.All(shared, one => Assert.True(one.Value.ToJson() == one.Json, $"seed {seed}"));
    }

    [Theory]
    [InlineData("""{"t":"x"}""", "t", "inner")]
    [InlineData("""{"t":[1]}""", "t", "inner")]
    public void A_name_on_a_scalar_or_a_list_is_a_misfit(string json, string first, string second)
    {
        var editor = new ValueEditor(FlowValue.Parse(json));
        Assert.False(editor.TryWrite([first, second], 1, out var misfit));
        Assert.Contains("inner", misfit, StringComparison.Ordinal);
        Assert.Equal(json, editor.Root.ToJson());
    }

    private static void Write(ValueEditor editor, FlowValue value, params PathSegment[] location) =>
        Assert.True(editor.TryWrite(location, value, out _));
}
