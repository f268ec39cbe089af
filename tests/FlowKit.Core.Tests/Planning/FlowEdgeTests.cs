using FlowKit.Planning;

namespace FlowKit.Core.Tests.Planning;

public sealed class FlowEdgeTests
{
    [Fact]
    public void Every_edge_knows_who_wrote_it()
    {
        var plan = Plans.Of("""
            - { name: first, category: function, resourceName: function://a, next: "second,route" }
            - { name: second, category: function, resourceName: function://b, input: { id: $.first.id, n: $.route.n } }
            - name: route
              category: switch
              switches:
                - { condition: $.input.a, next: "left,right" }
                - { condition: $.input.b, next: right }
                - { condition: default, next: left }
              next: right
            - { name: left, category: pass }
            - { name: right, category: pass }
            """);
        Assert.Equal(
            [
                "first -> second", "first -> route", "route -> left when $.input.a, default", "route -> right when $.input.a, $.input.b",
                "route -> second inferred",
            ],
            FlowEdge.Of(plan.Root).Select(edge => Text(plan.Root, edge)));
    }

    [Fact]
    public void Edges_that_a_flow_does_not_want_inferred_are_none()
    {
        var plan = Plans.Of("""
            - { name: first, category: function, resourceName: function://a }
            - { name: second, category: function, resourceName: function://b, input: { id: $.first.id } }
            inferEdges: false
            """);
        Assert.Empty(FlowEdge.Of(plan.Root));
    }

    private static string Text(GroupPlan group, FlowEdge edge)
    {
        var cases = edge.Cases.Count == 0 ? string.Empty : $" when {string.Join(", ", edge.Cases.Select(one => one.Condition!.Value.Value))}";
        return $"{group.Tasks[edge.From].Name} -> {group.Tasks[edge.To].Name}{cases}{(edge.IsInferred ? " inferred" : string.Empty)}";
    }
}
