using FlowKit.Planning;

namespace FlowKit.Tests.Validation;

/// <summary>What validation accepts can be planned, however oddly it is written.</summary>
public class PlanTrustTests
{
    [Theory]
    [InlineData("category: function\n  resourceProtocol: RESOURCE\n  resourceName: r")]
    [InlineData("category: function\n  resourceName: ' resource://r '")]
    [InlineData("category: function\n  resource: { resourceName: function://x }")]
    [InlineData("category: function\n  resourceProtocol: chatgpt")]
    [InlineData("category: pass\n  timeline: { timeoutInSeconds: ' 5 ', suspenseIntervalSeconds: ' $.input.s' }")]
    [InlineData("category: pass\n  inputMappings: [{ source: $.tasks.t.status, target: $.input.a }, { source: '$.tasks[*]', target: ' $.input.b' }, { source: '$.tasks.t.trigger_url?a=?', target: $.input.c }]")]
    [InlineData("category: pass\n  inputMappings: [{ transform: '1', target: $.input.a }, { source: null, target: $.input.b }, { source: '$', target: \"$.input['it\\\\'s'][0]\" }]")]
    [InlineData("category: pass\n  outputMappings: [{ source: 1, target: '$.context[*].a' }, { source: 1, target: '$.context.a[-1]' }, { source: 1, target: '$.context..a' }]")]
    [InlineData("category: switch")]
    [InlineData("category: switch\n  switches: [{ condition: default, next: 'u,u,' }]\n  next: u")]
    [InlineData("category: choice\n  choices: []")]
    [InlineData("category: pass\n  next: u,u\n  input: { x: $.u2.y, z: \"$['u2'].y[0]\" }")]
    [InlineData("category: foreach\n  iterationMapping: { collection: '$.input.l[*].m' }\n  tasks: [{ name: c, category: pass }]\n  synchronization: { maxConcurrency: 2.5 }")]
    [InlineData("category: suspense\n  conditions: []\n  interruptions: []")]
    public void A_flow_without_errors_is_planned(string fields)
    {
        var flow = FlowYaml.Load(
            $"workspace: w\ndagName: d\nresources: [{{ name: r, resourceName: function://y }}]\ntasks:\n- name: t\n  {fields}\n- {{ name: u, category: pass }}\n- {{ name: u2, category: pass }}\n");
        Assert.Equal("w:d", Planner.Plan(flow, "1").Name);
    }
}
