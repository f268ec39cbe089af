using FlowKit.Core.Tests.Planning;
using FlowKit.Planning;
using FlowKit.Validation;

namespace FlowKit.Core.Tests.Validation;

public sealed class ContextUseTests
{
    private const string Tasks = """
          - name: a
            category: function
            resourceName: http://a
            inputMappings:
              - { source: $.context.one.deeper, target: $.input.x }
              - { source: "$.input.list[?(@.id == $.context.two && $.context.three.x)]", target: $.context.kept }
              - { source: "$.context.four[*].x", transform: "source + context.five.y", target: $.input.y }
              - { reference: shared }
            outputMappings:
              - { source: $.output.x, transform: "context['six'] == nil ? context.seven : 1", target: $.context.made.deep }
          - { name: b, category: script, expression: "context.eight + input.nine" }
          - name: loop
            category: foreach
            input: { items: $.context.items }
            iterationMapping: { collection: $.input.items, item: item }
            tasks: [{ name: c, category: pass, input: { x: $.context.item.x, y: $.context.ten } }]
        commonMapping: { shared: [{ source: $.context.common, target: $.context.copied }] }
        """;

    [Fact]
    public void Validation_and_plan_see_the_same_reads_and_writes()
    {
        var plan = Plans.Of(Tasks);
        var check = new FlowCheck(plan.Descriptor, new());
        FlowRules.Check(check);
        foreach (var task in check.Tasks.All)
        {
            TaskRules.Check(task, check);
        }

        foreach (var order in GraphRules.Check(check)!)
        {
            var use = ContextUse.Of(order, check);
            foreach (var task in order)
            {
                var flow = TaskDataFlow.Of(plan.Task(task.Name));
                Assert.Equal(Keys(flow.Reads), use.Reads.Where(read => read.Task == task).Select(read => read.Key).ToHashSet().Order(StringComparer.Ordinal));
                Assert.Equal(Keys(flow.Writes), use.Keys.Where(key => use.WritesOf(key).Any(write => write.Task == task)).Order(StringComparer.Ordinal));
            }
        }

        Assert.Equal(["common", "five", "four", "one", "seven", "three", "two"], Keys(TaskDataFlow.Of(plan.Task("a")).Reads).Except(["six"]));
    }

    private static IEnumerable<string> Keys(IEnumerable<ContextPath> places) =>
        places.Where(place => place.Location is [{ Name: not null }, ..]).Select(place => place.Location[0].Name!).ToHashSet().Order(StringComparer.Ordinal);
}
