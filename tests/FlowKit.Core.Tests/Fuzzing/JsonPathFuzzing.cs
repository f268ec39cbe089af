using FlowKit.Core.Tests.Fuzzing.Harness;
using FlowKit.Core.Tests.Mapping;
using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Validation;
using FlowKit.Values;
using Xunit.Abstractions;

namespace FlowKit.Core.Tests.Fuzzing;

/// <summary>
/// Whatever a JSONPath is, and whatever it is read from and written to: a value, a fault at a position inside the text, or a bound that is
/// named; what is written is found where it was put, and nothing else changes.
/// </summary>
public class JsonPathFuzzing(ITestOutputHelper output)
{
    private const int Usual = 15_000;
    private const long BytesPerCharacter = 4_000;
    private const long BytesPerResult = 600;
    private const long BytesPerLook = 20;
    private const int Evaluations = 8;

    // The largest pattern that is taken has some thousand states, each with its transitions.
    private const long BytesOfPatterns = 64 * 1024 * 1024;

    private static readonly JsonPathLimits Limits = JsonPathLimits.Default with { Results = 2_000, Work = 100_000, Depth = 100 };

    private static readonly string[] Bounds =
    [
        FlowErrorCodes.JsonPathResultBound, FlowErrorCodes.JsonPathWorkBound, FlowErrorCodes.JsonPathDepthBound, FlowErrorCodes.JsonPathRegexBound,
    ];

    private static readonly string[] Names =
        ["a", "b", "c", "id", "items", "context", "input", "x-y", "it's", "é😀", "1", "", "length", "user", "name", "num", "sub_context", "store", "book"];

    private static readonly string[] Words =
    [
        "$", "@", ".", "..", "[", "]", "[*]", "[?(", "[?@", ")]", "(", ")", "*", "!", "&&", "||", "==", "===", "!=", "=~", " in ", " nin ", " subsetof ", " anyof ",
        " contains ", " size ", " empty ", "/a.*b/i", "/(a+)+$/", "length()", ".min()", ".avg()", ".keys()", "count(", "match(", "search(", "value(", "[1:2:3]", "[::-1]",
        "[-1]", "[999999]", "[99999999999999999999]", "['a','b']", "$.context.a", "$.input.b[0].c", "$..*", "$..[?@..[?@.a]]", "[?@[?@[?@]]]", "'\\u00e9'", "\"a\"",
        "null", "true", "-0", "1e5", "[0]",
    ];

    [Fact]
    public void Paths_are_read_and_written_or_refused()
    {
        var mutator = new TextMutator(Corpus.Paths, Words);
        output.WriteLine(FuzzCampaign.Run(Usual, random => Input(random, mutator), Check, Bound).ToString());
    }

    private static (string Text, FlowValue Document, FlowValue Written) Input(Random random, TextMutator mutator)
    {
        var values = new RandomValue(random, Names);
        var document = FlowValue.Object(
            ("context", values.Object(5)), ("input", values.Object(5)), ("output", values.Any(3)), ("iteration", values.Any(2)));
        return (random.Next(3) == 0 ? new JsonPathSamples(random).Path() : mutator.Make(random), document, values.Any(2));
    }

    private static long Bound((string Text, FlowValue Document, FlowValue Written) input) =>
        2_000_000 + (BytesPerCharacter * input.Text.Length) + (Evaluations * ((BytesPerResult * Limits.Results) + (BytesPerLook * Limits.Work))) +
        (HasPattern(input.Text) ? BytesOfPatterns : 0);

    private static bool HasPattern(string text) => text.Contains('/') || text.Contains("match", StringComparison.Ordinal) ||
        text.Contains("search", StringComparison.Ordinal);

    private static void Check((string Text, FlowValue Document, FlowValue Written) input)
    {
        var before = input.Document.ToJson();
        foreach (var dialect in Enum.GetValues<JsonPathDialect>())
        {
            if (!JsonPath.TryParse(input.Text, dialect, out _, out var fault))
            {
                Assert.InRange(fault.Position, 0, input.Text.Length);
                Assert.StartsWith("FLOW30", fault.Code, StringComparison.Ordinal);
                Assert.NotEmpty(fault.Message);
                continue;
            }

            var path = JsonPath.Parse(input.Text, dialect, Limits);
            Assert.Equal(input.Text, path.Text);
            Bounded(() => Read(path, input.Document));
            Bounded(() => Write(path, input.Document, input.Written));
        }

        Assert.Equal(before, input.Document.ToJson());
    }

    private static void Bounded(Action act)
    {
        try
        {
            act();
        }
        catch (JsonPathException bound)
        {
            Assert.Contains(bound.Code, Bounds);
        }
    }

    private static void Read(JsonPath path, FlowValue document)
    {
        var values = path.Select(document);
        var matches = path.SelectMatches(document);
        Assert.Equal(values, matches.Select(match => match.Value));
        Assert.Equal(values.Count > 0, path.Matches(document));
        Assert.InRange(values.Count, 0, path.IsDefinite ? 1 : Limits.Results);
        foreach (var match in matches.Where(match => match.Path.Length > 0).Take(20))
        {
            Assert.Equal([match], JsonPath.Parse(match.Path, JsonPathDialect.Rfc9535).SelectMatches(document));
        }
    }

    private static void Write(JsonPath path, FlowValue document, FlowValue value)
    {
        var findings = new Findings();
        if (new PathRules(findings, new()).CheckTarget(path.Text, SourcePlace.Root("path")) is null || !path.IsWritable ||
            path.RootName is not ("context" or "input") || path.Segments.Length == 1)
        {
            return;
        }

        var written = new WrittenDocument(document);
        var target = new MappingTarget(path);
        var before = written.Whole;
        var fits = target.TryWrite(written, value, out var misfit);
        Assert.Equal(document, before);
        Assert.Equal(fits, misfit.Code is null);
        Assert.True(fits || misfit.Text.Length > 0);
        if (fits && target.IsSamePlace(target))
        {
            Assert.Equal(value, path.Read(written.Roots()));
        }
        else if (fits && path.IsDefinite)
        {
            var found = path.Read(written.Roots());
            Assert.True(found.IsMissing || found == value);
        }
    }
}
