using FlowKit.Testing;

namespace FlowKit.Tests.Planning;

/// <summary>A flow is planned once for each of its versions, however often it is started, added or taken up again.</summary>
public class PlannedOnceTests
{
    private const string Text = "workspace: once\ndagName: flow\ntasks: [ { name: a, category: pass } ]\n";

    [Fact]
    public async Task Starting_it_plans_nothing()
    {
        await using var engine = new FlowEngineBuilder().AddFlow(FlowYaml.Load(Text)).Build();
        var plan = engine.Flows.TryFind("once:flow")!;
        for (var i = 0; i < 3; i++)
        {
            await engine.GetAsync((await engine.RunAsync("once:flow")).ExecutionId);
        }

        Assert.Same(plan, engine.Flows.TryFind("once:flow"));
        Assert.Same(plan, engine.Flows.Version(plan.Name, plan.Version));
    }

    [Fact]
    public void Adding_the_same_text_again_keeps_its_plan_and_makes_it_the_newest()
    {
        var bed = new FlowTestBed(FlowYaml.Load(Text));
        var flows = bed.Engine.Flows;
        var first = flows.TryFind("once:flow")!;
        bed.Engine.Flows.Add(FlowYaml.Load(Text.Replace("name: a", "name: b", StringComparison.Ordinal)));
        var second = flows.TryFind("once:flow")!;
        bed.Engine.Flows.Add(FlowYaml.Load(Text));
        var third = flows.TryFind("once:flow")!;
        Assert.NotSame(first.Root, second.Root);
        Assert.Same(first.Root, third.Root);
        Assert.True(third.Number > second.Number);
    }
}
