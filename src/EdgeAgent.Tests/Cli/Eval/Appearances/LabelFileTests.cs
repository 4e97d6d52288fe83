using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli.Eval.Appearances;

public sealed class LabelFileTests : IDisposable
{
    private const string Heading = "person,seconds,x,y,width,height,tops,bottoms";

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Shipped =>
        [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "scripts", "campaigns", "appearance", "labels"), "*.csv").Select(path => Path.GetFileName(path))];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_line_is_a_person_with_what_others_might_say_after_a_stroke()
    {
        var person = Assert.Single(Read(Heading, "a,1.5,0.4,0.2,0.1,0.3,red|Orange,", ""));
        Assert.Equal(("a", TimeSpan.FromSeconds(1.5), new BoundingBox(0.4f, 0.2f, 0.1f, 0.3f)), (person.Name, person.Time, person.Box));
        Assert.Equal([NamedColor.Red, NamedColor.Orange], person.Tops);
        Assert.Empty(person.Bottoms);
    }

    [Theory]
    [InlineData("a,1.5,0.4,0.2,0.1,0.3,red", "line 2 has 7 columns instead of 8")]
    [InlineData("a,1.5,0.4,0.2,0.1,0.3,red,blue,", "line 2 has 9 columns")]
    [InlineData("a,soon,0.4,0.2,0.1,0.3,red,blue", "line 2: 'soon' is no number")]
    [InlineData("a,1.5,NaN,0.2,0.1,0.3,red,blue", "'NaN' is no number")]
    [InlineData("a,1.5,0.4,1e99,0.1,0.3,red,blue", "'1e99' is no number")]
    [InlineData("a,1e30,0.4,0.2,0.1,0.3,red,blue", "line 2: seconds must be 0 to 86400")]
    [InlineData("a,-1,0.4,0.2,0.1,0.3,red,blue", "line 2: seconds must be")]
    [InlineData("a,1.5,0.4,0.2,0,0.3,red,blue", "width and height more than 0")]
    [InlineData("a,1.5,0.4,0.2,0.1,0.3,mauve,blue", "'mauve' is none of Black, White")]
    [InlineData("a,1.5,0.4,0.2,0.1,0.3,red|,blue", "'' is none of")]
    [InlineData("a,1.5,0.4,0.2,0.1,0.3,unknown,blue", "'unknown' is none of")]
    [InlineData("a,1.5,0.4,0.2,0.1,0.3,99,blue", "'99' is none of")]
    [InlineData("a,1.5,0.4,0.2,0.1,0.3,4,blue", "'4' is none of")]
    public void What_is_wrong_in_a_line_is_said_with_its_number(string line, string says) => AssertRefused(says, Heading, line);

    [Theory]
    [InlineData]
    [InlineData("a,1.5,0.4,0.2,0.1,0.3,red,blue")]
    [InlineData("name,seconds,x,y,width,height,tops,bottoms")]
    public void Without_its_heading_nobody_is_left_out_in_silence(params string[] lines) => AssertRefused("the first line is not the heading", lines);

    [Fact]
    public void A_file_that_is_not_there_is_one_problem() =>
        Assert.Equal("labels/unreadable", Assert.Throws<ProblemException>(() => LabelFile.Read(_directory["none.csv"])).Problem.Code);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Those_of_the_project_are_in_order(string name) =>
        Assert.NotEmpty(LabelFile.Read(Path.Combine(Checkout.Root, "scripts", "campaigns", "appearance", "labels", name)));

    private void AssertRefused(string says, params string[] lines)
    {
        var problem = Assert.Throws<ProblemException>(() => Read(lines)).Problem;
        Assert.Equal("labels/unreadable", problem.Code);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    private ImmutableArray<LabelledPerson> Read(params string[] lines)
    {
        File.WriteAllLines(_directory["labels.csv"], lines);
        return LabelFile.Read(_directory["labels.csv"]);
    }
}
