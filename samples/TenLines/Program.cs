using FlowKit;
using FlowKit.Executions;
using FlowKit.Values;

const string Hello = """
    workspace: demo
    dagName: hello
    tasks:
      - name: greet
        category: function
        resourceName: function://greet
        input: { name: $.context.name }
    output: { greeting: $.greet.data }
    """;

await using var engine = new FlowEngineBuilder()
    .AddFunction("greet", input => $"Hello, {input["name"].AsString()}!")
    .AddFlowYaml(Hello)
    .Build();

var result = await engine.RunAsync("demo:hello", FlowValue.Object(("name", "Ada")));
Console.WriteLine($"{result.Status.ToText()}: {result.Output["greeting"].AsString()}");
