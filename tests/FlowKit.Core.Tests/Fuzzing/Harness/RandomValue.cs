using FlowKit.Values;

namespace FlowKit.Core.Tests.Fuzzing.Harness;

/// <summary>JSON values by chance, whose names the inputs of a campaign are likely to ask for.</summary>
internal sealed class RandomValue(Random random, IReadOnlyList<string> names)
{
    private static readonly string[] Texts =
        ["", "a", "1", "-2.5", "true", "null", "b,a", "2020-01-31", "SUCCESS", "FAILED", "it's", "é😀", "[1,2]", "{\"a\":1}", "$.input.a"];

    private static readonly string[] Numbers =
        ["0", "1", "-1", "2", "3", "0.5", "1.50", "1e300", "-0.0", "9223372036854775807", "12345678901234567890.123", "1e-400", "100000"];

    public FlowValue Object(int depth) => FlowValue.Object(
        Enumerable.Range(0, random.Next(6)).Select(_ => KeyValuePair.Create(Name(), Any(depth - 1))).ToArray());

    public FlowValue Any(int depth) => random.Next(depth <= 0 ? 5 : 10) switch
    {
        0 => FlowValue.Null,
        1 => random.Next(2) == 0,
        2 => FlowValue.Parse(Numbers[random.Next(Numbers.Length)]),
        3 => Texts[random.Next(Texts.Length)],
        4 => random.Next(30) == 0 ? new string('x', random.Next(5_000)) : Name(),
        5 or 6 or 7 => FlowValue.Array(Enumerable.Range(0, Length()).Select(_ => Any(depth - 1)).ToArray()),
        _ => Object(depth),
    };

    private string Name() => names[random.Next(names.Count)];

    private int Length() => random.Next(20) == 0 ? random.Next(60) : random.Next(5);
}
