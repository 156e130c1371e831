# For the scripts in bin/ that run something of raft-testkit: finds Java, and builds the jar with everything in it if it is missing or out of date.
# Source it after setting root. Not to be run.

jar=$root/raft-testkit/target/balsa-testkit.jar
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

# No logging library is on the class path, on purpose, and slf4j need not say so.
java_options=(-XX:+UseSerialGC -Dslf4j.internal.verbosity=ERROR -Dfile.encoding=UTF-8)

# maven_package OPTION: builds the jar, with what the option says about tests.
maven_package() {
    local command=(./mvnw -q -Dquick "$1" -pl raft-testkit -am package)
    echo "building $(basename "$jar") ..." >&2
    if ! (cd "$root" && "${command[@]}") >&2; then
        echo "the build failed; try: cd $root && ${command[*]}" >&2
        exit 2
    fi
    touch "$jar"
}

build_testkit() {
    local module sources=("$root/pom.xml")
    for module in raft-core raft-storage raft-transport-netty raft-testkit; do
        sources+=("$root/$module/pom.xml" "$root/$module/src/main")
    done
    if [[ ! -f $jar || -n $(find "${sources[@]}" -type f -newer "$jar" -print -quit) ]]; then
        maven_package -Dmaven.test.skip=true
    fi
}
