using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

/// <summary>Random paths and documents that have names and values in common.</summary>
internal sealed class JsonPathSamples(Random random)
{
    private static readonly string[] Names = ["a", "b", "context", "input", "x-y", "it's", "\u00e9\ud83d\ude00", "1", "", "length"];

    private static readonly string[] Operators =
    [
        "==", "!=", "===", "!==", "<", "<=", ">", ">=", "in", "nin", "subsetof", "anyof", "noneof", "contains", "size", "empty", "=~",
    ];

    private static readonly string[] Literals =
    [
        "1", "1.0", "-2e3", "'1'", "\"a\"", "'it\\'s'", "true", "false", "null", "[]", "[1, 'a', [2]]", "/a.*/i", "'\\u00e9\\ud83d\\ude00'",
        "9007199254740993", "'[a-c]+'", "''",
    ];

    private static readonly string[] Functions = ["length", "size", "min", "max", "avg", "sum", "stddev", "first", "last", "keys"];

    private static readonly string[] Splinters =
    [
        "$", "@", ".", "..", "[", "]", "(", ")", "?", "*", "!", "&&", "||", "'", "\"", "\\", "/", ",", ":", "-", "0", "\0", "\ud800", " ",
        "=", "in", "\\u", "length()", "99999999999999999999",
    ];

    public string Path()
    {
        var path = "$" + Steps(depth: 3) + (random.Next(5) == 0 ? "." + Pick(Functions) + "()" : string.Empty);
        for (var damages = random.Next(2) == 0 ? 0 : random.Next(1, 4); damages > 0; damages--)
        {
            var at = random.Next(path.Length + 1);
            var length = random.Next(Math.Min(3, path.Length - at + 1));
            path = path.Remove(at, length).Insert(at, random.Next(3) > 0 ? Pick(Splinters) : string.Empty);
        }

        return path;
    }

    public FlowValue Document() => FlowValue.Object(("context", Value(4)), ("input", Value(4)), ("output", Value(2)), ("iteration", Value(1)));

    private FlowValue Value(int depth) => random.Next(depth == 0 ? 7 : 12) switch
    {
        0 => FlowValue.Null,
        1 => random.Next(2) == 0,
        2 => random.Next(-3, 4),
        3 => random.Next(4) / 2.0,
        4 => FlowValue.Parse("1.00"),
        5 => "1",
        6 => Pick(Names),
        7 or 8 => FlowValue.Array(Enumerable.Range(0, random.Next(5)).Select(_ => Value(depth - 1)).ToArray()),
        _ => FlowValue.Object(Enumerable.Range(0, random.Next(5)).Select(_ => KeyValuePair.Create(Pick(Names), Value(depth - 1))).ToArray()),
    };

    private string Steps(int depth) => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Step(depth)).ToArray());

    private string Step(int depth) => random.Next(9) switch
    {
        0 or 1 => "." + Pick(Names),
        2 => ".*",
        3 => ".." + Pick(["a", "*", "[0]", "[?@.a]"]),
        4 => $"[{Selector(depth)}, {Selector(depth)}]",
        5 => $".[{Selector(depth)}]",
        _ => $"[{Selector(depth)}]",
    };

    private string Selector(int depth) => random.Next(depth == 0 ? 6 : 9) switch
    {
        0 => "*",
        1 => $"'{Pick(Names).Replace("'", "\\'", StringComparison.Ordinal)}'",
        2 or 3 => $"{random.Next(-3, 4)}",
        4 => $"{random.Next(-3, 4)}:{random.Next(-3, 4)}:{random.Next(-2, 3)}",
        5 => ":",
        6 => $"?({Logic(depth - 1)})",
        _ => $"? {Logic(depth - 1)}",
    };

    private string Logic(int depth) => random.Next(depth <= 0 ? 4 : 8) switch
    {
        0 => Query(depth),
        1 => $"match({Query(depth)}, {Pick(Literals)})",
        2 or 3 => $"{Operand(depth)} {Pick(Operators)} {Operand(depth)}",
        4 => $"({Logic(depth - 1)}) && {Logic(depth - 1)}",
        5 => $"{Logic(depth - 1)} || {Logic(depth - 1)}",
        6 => $"!({Logic(depth - 1)})",
        _ => $"!{Logic(depth - 1)}",
    };

    private string Operand(int depth) => random.Next(6) switch
    {
        0 or 1 => Pick(Literals),
        2 => $"length({Query(depth)})",
        3 => $"count({Query(depth)})",
        _ => Query(depth),
    };

    private string Query(int depth) =>
        Pick(["@", "@", "$"]) + Steps(depth - 1) + (random.Next(6) == 0 ? "." + Pick(Functions) + "()" : string.Empty);

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
