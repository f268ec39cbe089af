using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Testing.Scenarios;
using FlowKit.Tests.Fuzzing;
using FlowKit.Tests.Scenarios;
using FlowKit.Values;

namespace FlowKit.Tests.Yaml;

/// <summary>What is printed is read as what it was printed from.</summary>
public class FlowWritingTests
{
    private const int DefaultFlows = 1_500;

    private static readonly string[] Folders = ["tests/FlowKit.Tests/conformance", "tests/FlowKit.Tests/edge-cases", "samples", "docs"];

    public static TheoryData<string> Files => [.. Folders.SelectMany(folder =>
        Directory.GetFiles(Path.Combine(ConformanceFolder.Repository, folder), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(ConformanceFolder.Repository, file)).Order(StringComparer.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_flow_of_a_file_is_printed_and_read_again(string file)
    {
        var text = File.ReadAllText(Path.Combine(ConformanceFolder.Repository, file));
        Assert.All(FlowsIn(text, file), flow => AssertIsReadAgain(flow, seed: 0));
    }

    [Fact]
    public void A_random_flow_is_printed_and_read_again()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("FLOWKIT_WRITING_FLOWS") ?? DefaultFlows.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        for (var seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            var read = FlowYaml.Read(new RandomFlow(random).Write()).Flow!;
            AssertIsReadAgain(read, seed);
            AssertIsReadAgain(new RandomDescriptor(random).Flow(), seed);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("")]
    [InlineData(" a ")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("true")]
    [InlineData("007")]
    [InlineData("0x10")]
    [InlineData(".5")]
    [InlineData("no")]
    [InlineData("- a")]
    [InlineData("a: b")]
    [InlineData("a:")]
    [InlineData("a #b")]
    [InlineData("# a")]
    [InlineData("'a'")]
    [InlineData("\"a\"")]
    [InlineData("a\nb\r\n\tc\\")]
    [InlineData("<<")]
    [InlineData("{a}")]
    [InlineData("$.a[?(@.b == 'c')]")]
    [InlineData("\u0001\u007f\u0085\u2028\ufeff\uffff\ud83d\ude00ä")]
    public void A_text_is_the_same_as_a_value_and_as_a_key(string text)
    {
        var flow = Flow(new PassTask { Name = "a", Title = text, Parameters = FlowValue.Object((text, text), ("list", FlowValue.Array(text, FlowValue.Array(text)))) });
        AssertIsReadAgain(flow);
        AssertIsReadAgain(Flow(new PassTask { Name = "a", Parameters = FlowValue.Object((text + new string('k', 2_000), text)) }));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Throws<ArgumentException>(() => FlowYaml.Write(Flow(new PassTask { Name = "a", Title = "\ud83d" })));

    [Fact]
    public void What_is_printed_is_pleasant_to_read() => Assert.Equal(
        """
        workspace: shop
        dagName: order
        timer:
          timeoutInSeconds: 60
        tasks:
          - name: price
            category: function
            resourceName: http://shop.example/price?of={id}
            retry:
              maxRetryTimes: 3
              intervalsInSeconds:
                - 1
                - 2.5
            outputMappings:
              - source: $.output.prices[*].cents
                target: $.context.cents
              - value: null
                target: $.context.note
                merge: true
            next:
              - b
              - c
        
        """.ReplaceLineEndings("\n"),
        FlowYaml.Write(new()
        {
            Workspace = "shop",
            DagName = "order",
            TimeoutInSeconds = new Located<FlowValue>(60, Errors.SourcePlace.None),
            Tasks =
            [
                new FunctionTask
                {
                    Name = "price",
                    ResourceName = "http://shop.example/price?of={id}",
                    Retry = new() { MaxRetryTimes = 3, IntervalsInSeconds = [1, 2.5] },
                    OutputMappings =
                    [
                        new() { Source = FlowValue.From("$.output.prices[*].cents"), Target = "$.context.cents" },
                        new() { Value = FlowValue.Null, Target = "$.context.note", Merge = true },
                    ],
                    Next = ["b", "c"],
                },
            ],
        }));

    private static FlowDescriptor Flow(params TaskDescriptor[] tasks) => new() { Workspace = "w", DagName = "d", Tasks = tasks };

    private static void AssertIsReadAgain(FlowDescriptor flow, int seed = 0)
    {
        var text = FlowYaml.Write(flow);
        var read = FlowYaml.Read(text);
        Assert.True(read.Flow is not null, $"seed {seed}:\n{string.Join('\n', read.Diagnostics)}\n{text}");
        var difference = DescriptorDifference.Of(flow, read.Flow!);
        Assert.True(difference is null, $"seed {seed}: {difference}\n{text}");
    }

    // Also what is refused as a flow is printed as it was read.
    private static IEnumerable<FlowDescriptor> FlowsIn(string text, string file) => file.EndsWith(".flowtest.yaml", StringComparison.Ordinal)
        ? ScenarioFile.Parse(text, file).Scenarios.SelectMany(one => one.AllFlows).Select(one => one.Flow).OfType<FlowDescriptor>()
        : FlowYaml.Read(text, file).Flow is { } flow ? [flow] : [];
}
