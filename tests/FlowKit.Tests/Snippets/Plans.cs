using FlowKit.Descriptors;
using FlowKit.Explaining;
using FlowKit.Values;

namespace FlowKit.Tests.Snippets;

/// <summary>The code of docs/plan.md.</summary>
internal static class Plans
{
    public static (FlowValue Json, string Picture) Explain(IFlowEngine engine, FlowDescriptor flow)
    {
        #region plan, explain
        FlowExplanation plan = engine.Flows.Explain("media:film", FlowValue.Parse("""{ "kind": "film" }"""), targets: ["rating"]);
        Console.Write(plan);                                        // the text above
        FlowValue json = plan.ToValue();                            // for machines
        string picture = FlowDrawing.Svg(flow, plan);               // or Mermaid, or Dot
        #endregion

        return (json, picture);
    }

    public static FlowEngineOptions WithoutFusing()
    {
        #region plan, passes
        var options = new FlowEngineOptions { PlanPasses = PlanPasses.All & ~PlanPasses.Fuse };
        #endregion

        return options;
    }
}
