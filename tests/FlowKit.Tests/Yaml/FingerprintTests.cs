namespace FlowKit.Tests.Yaml;

public class FingerprintTests
{
    private const string Text = "workspace: w\ndagName: f\ntasks:\n  - { name: a, category: pass }\n";

    [Fact]
    public void The_same_text_has_the_same_fingerprint_and_another_text_another()
    {
        Assert.NotNull(FlowYaml.Load(Text).Fingerprint);
        Assert.Equal(FlowYaml.Load(Text).Fingerprint, FlowYaml.Load(Text).Fingerprint);
        Assert.NotEqual(FlowYaml.Load(Text).Fingerprint, FlowYaml.Load(Text + "# more\n").Fingerprint);
    }
}
