using System.Globalization;
using System.Xml.Linq;
using FlowKit.Descriptors;
using FlowKit.Drawing;
using FlowKit.Drawing.Layout;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Tests.Drawing;

public sealed class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 25)]
    [InlineData(3, 40)]
    [InlineData(4, 60)]
    [InlineData(5, 60)]
    [InlineData(6, 80)]
    [InlineData(7, 60)]
    [InlineData(8, 30)]
    public void A_random_flow_is_one_document_whose_texts_fit(int seed, int size)
    {
        var flow = DrawnFlows.Random(seed, size);
        var document = XDocument.Parse(FlowDrawing.Svg(flow));
        Assert.Equal(Svg + "svg", document.Root!.Name);
        Assert.Equal(
            Names(flow.Tasks).Order(StringComparer.Ordinal),
            document.Descendants(Svg + "g").Attributes("data-task").Select(task => task.Value).Order(StringComparer.Ordinal));

        var placed = PlacedGroup.Of(PictureMaker.Make(flow, view: null).Tasks);
        AssertTasks(placed);
        var box = document.Root.Attribute("viewBox")!.Value.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        Assert.All(
            document.Descendants(Svg + "rect"),
            rect => Assert.True(Number(rect, "x") >= 0 && Number(rect, "x") + Number(rect, "width") <= box[2] && Number(rect, "y") + Number(rect, "height") <= box[3]));
    }

    [Fact]
    public void The_same_flow_is_the_same_text()
    {
        Assert.Equal(FlowDrawing.Svg(DrawnFlows.Random(3, 50)), FlowDrawing.Svg(DrawnFlows.Random(3, 50)));
        var flow = DrawnFlows.Flow(DrawnFlows.Everything);
        Assert.Equal(FlowDrawing.Svg(flow), FlowDrawing.Svg(flow));
    }

    [Fact]
    public void It_needs_nothing_from_elsewhere()
    {
        var text = FlowDrawing.Svg(DrawnFlows.Flow(DrawnFlows.Everything));
        Assert.DoesNotContain("href", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Edges_labels_and_boxes_are_those_of_the_flow()
    {
        var document = XDocument.Parse(FlowDrawing.Svg(DrawnFlows.Flow(DrawnFlows.Everything)));
        var texts = document.Descendants(Svg + "text").Select(text => text.Value).ToArray();
        foreach (var text in (string[])["shop:everything", "total >= 100 && total != null", "else", "kind == \"a\"", "for each line in lines, at most 3 at once"])
        {
            Assert.Contains(text, texts);
        }

        var inferred = document.Descendants(Svg + "path").Count(path => path.Attribute("class")!.Value.Contains("fk-inferred", StringComparison.Ordinal));
        Assert.Equal(2, inferred);
        Assert.Equal(11 + 1, document.Descendants(Svg + "path").Count(path => path.Attribute("class")!.Value.StartsWith("fk-line", StringComparison.Ordinal)));
    }

    [Fact]
    public void States_are_in_colour_and_in_words_and_nothing_moves()
    {
        var flow = DrawnFlows.Flow(DrawnFlows.Everything);
        var view = View(
            ("prepare", FlowTaskStatus.Succeed, 0), ("check", FlowTaskStatus.Skipped, 0), ("child", FlowTaskStatus.Failed, 3), ("loop", FlowTaskStatus.Running, 0),
            ("loop_0-stock", FlowTaskStatus.Succeed, 1), ("loop_1-stock", FlowTaskStatus.Running, 1), ("loop_2-stock", FlowTaskStatus.Succeed, 1));
        var document = XDocument.Parse(FlowDrawing.Svg(flow, view));
        Assert.Equal(["SUCCEED"], States(document, "prepare"));
        Assert.Equal(["FAILED, attempt 3"], States(document, "child"));
        Assert.Equal(["1 of 3 RUNNING"], States(document, "stock"));
        Assert.Equal(["NOT_STARTED"], States(document, "price"));
        Assert.Contains(document.Descendants(Svg + "text"), text => text.Value == "shop:everything: RUNNING");

        var bare = XDocument.Parse(FlowDrawing.Svg(flow));
        Assert.Equal(bare.Root!.Attribute("viewBox")!.Value, document.Root!.Attribute("viewBox")!.Value);
        Assert.Equal(Places(bare), Places(document));
    }

    [Fact]
    public void What_happened_is_drawn_and_no_value_of_it()
    {
        var flow = DrawnFlows.Flow(DrawnFlows.Everything);
        var view = View(("prepare", FlowTaskStatus.Failed, 1));
        var secret = view.Tasks["prepare"] with { Input = "hidden", Output = "hidden", Failure = new("FLOW4001", "hidden") };
        view = view with { Context = FlowValue.Object(("a", "hidden")), Tasks = new Dictionary<string, TaskView> { ["prepare"] = secret } };
        Assert.All(
            [FlowDrawing.Svg(flow, view), FlowDrawing.Dot(flow, view), FlowDrawing.Mermaid(flow, view)],
            text => Assert.DoesNotContain("hidden", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(4_000)]
    public void Large_flows_are_drawn_whole(int count)
    {
        var random = new Random(1);
        var edges = Enumerable.Range(1, count - 1).SelectMany(to => Enumerable.Range(0, random.Next(1, 4)).Select(_ => (Math.Max(0, to - random.Next(1, 60)), to)));
        var document = XDocument.Parse(FlowDrawing.Svg(DrawnFlows.Passes(count, edges.Distinct())));
        Assert.Equal(count, document.Descendants(Svg + "g").Attributes("data-task").Count());
    }

    [Fact]
    public void A_flow_with_errors_is_refused()
    {
        var flow = FlowYaml.Read("workspace: a\ndagName: b\ntasks: [{ name: x, category: pass, next: y }, { name: x, category: foreach }]").Flow!;
        Assert.Throws<FlowRefusedException>(() => FlowDrawing.Svg(flow));
        Assert.Throws<FlowRefusedException>(() => FlowDrawing.Mermaid(flow));
        Assert.Throws<FlowRefusedException>(() => FlowDrawing.Dot(flow));
    }

    private static void AssertTasks(PlacedGroup group)
    {
        for (var i = 0; i < group.Tasks.Length; i++)
        {
            var (task, box) = (group.Tasks[i].Task, group.Tasks[i].Box);
            if (!task.IsBox)
            {
                Assert.True(
                    TextWidths.Of(task.Name, TaskSize.NameText, isBold: true) <= box.Width - TaskSize.Slant || task.Name.Length > 20, task.Name);
            }

            for (var j = i + 1; j < group.Tasks.Length; j++)
            {
                var other = group.Tasks[j].Box;
                Assert.False(Overlap(box, other), $"{task.Name} and {group.Tasks[j].Task.Name} overlap");
            }

            AssertBranches(group.Tasks[i]);
        }
    }

    private static void AssertBranches(PlacedTask task)
    {
        for (var i = 0; i < task.Inner.Length; i++)
        {
            var frame = task.Inner[i].Frame;
            Assert.True(frame is { X: >= 0, Y: >= BoxFrame.HeadHeight } && frame.Right <= task.Box.Width && frame.Bottom <= task.Box.Height, task.Task.Name);
            Assert.True(task.Inner[i].Offset.Width + task.Inner[i].Group.Size.Width <= frame.Width + 0.01, task.Task.Name);
            Assert.True(task.Inner[i].Offset.Height + task.Inner[i].Group.Size.Height <= frame.Height + 0.01, task.Task.Name);
            Assert.All(task.Inner[(i + 1)..], other => Assert.False(Overlap(frame, other.Frame), task.Task.Name));
            AssertTasks(task.Inner[i].Group);
        }
    }

    private static bool Overlap(Box one, Box other) =>
        one.X < other.Right - 0.01 && other.X < one.Right - 0.01 && one.Y < other.Bottom - 0.01 && other.Y < one.Bottom - 0.01;

    private static IEnumerable<string> Names(IEnumerable<TaskDescriptor> tasks) => tasks.SelectMany(task => task switch
    {
        ForeachTask loop => Names(loop.Tasks).Prepend(task.Name.Value),
        ChoiceTask choice => choice.Choices!.SelectMany(branch => Names(branch.Tasks)).Prepend(task.Name.Value),
        _ => [task.Name.Value],
    });

    private static string[] States(XDocument document, string task) =>
    [
        .. document.Descendants(Svg + "g").First(group => group.Attribute("data-task")?.Value == task)
            .Elements(Svg + "text").Where(text => text.Attribute("class")!.Value == "fk-small").Select(text => text.Value),
    ];

    private static IEnumerable<string?> Places(XDocument document) =>
        document.Descendants(Svg + "path").Select(path => path.Attribute("d")?.Value).Concat(document.Descendants(Svg + "rect").Select(rect => rect.Attribute("x")?.Value));

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    internal static ExecutionView View(params (string Name, FlowTaskStatus Status, int Attempts)[] tasks) => new(
        "id", "shop:everything", ExecutionStatus.Running, FlowValue.EmptyObject, default,
        tasks.ToDictionary(
            task => task.Name,
            task => new TaskView(task.Name, TaskCategory.Pass, task.Status, task.Attempts, default, default, null, [], null, null, null)),
        null, null, DateTimeOffset.UnixEpoch, null);
}
