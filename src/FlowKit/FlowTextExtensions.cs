using FlowKit.Errors;
using FlowKit.Files;
using FlowKit.Validation;

namespace FlowKit;

/// <summary>Flows from YAML and JSON for an engine that is put together without a container.</summary>
public static class FlowTextExtensions
{
    /// <summary>Adds the flow of a text.</summary>
    /// <param name="builder">The engine to be.</param>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="name">What diagnostics call the text; null for <c>flow</c>.</param>
    /// <exception cref="FlowRefusedException">The text has errors; carries all of them.</exception>
    public static FlowEngineBuilder AddFlowYaml(this FlowEngineBuilder builder, string text, string? name = null) =>
        Add(builder, texts => texts.AddText(text, name));

    /// <summary>Adds the flow of a file; a relative path is looked up in the current directory, then beside the application.</summary>
    /// <exception cref="FlowRefusedException">The file has errors; carries all of them.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FlowEngineBuilder AddFlowFile(this FlowEngineBuilder builder, string path) => Add(builder, texts => texts.AddFile(path));

    /// <summary>
    /// Adds every <c>*.yaml</c>, <c>*.yml</c> and <c>*.json</c> of a folder and the folders in it; <c>*.flowtest.yaml</c> is left out. A
    /// relative path is looked up in the current directory, then beside the application.
    /// </summary>
    /// <exception cref="FlowRefusedException">Files have errors; carries those of all files.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static FlowEngineBuilder AddFlowsFrom(this FlowEngineBuilder builder, string folder) =>
        Add(builder, texts => texts.AddFolder(folder));

    /// <summary>
    /// Executions of flows that are not registered go on: their texts, which a durable store keeps with them, may be YAML. A flow that was read
    /// from a text brings this along, and so do <c>AddFlowEngine</c> and <c>UseSqlite</c>; it is for an engine that begins without any.
    /// </summary>
    public static FlowEngineBuilder ReadKeptYaml(this FlowEngineBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ReadKeptFlows(FlowYaml.ReadKept);
    }

    private static FlowEngineBuilder Add(FlowEngineBuilder builder, Action<FlowTexts> add)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ReadKeptYaml();
        var texts = new FlowTexts();
        add(texts);

        // Dispatchers may be added after flows, so whether protocols are known is asked when the engine is built.
        var options = new FlowValidationOptions { Limits = builder.Options.FlowLimits };
        foreach (var flow in texts.Read(Directory.GetCurrentDirectory(), options, _ => { }))
        {
            builder.AddFlow(flow);
        }

        return builder;
    }
}
