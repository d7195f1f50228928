#!/bin/busybox sh
# Process 1 of the virtual recorder: loads the drivers, puts the host's file system (read-only, under a throw-away
# overlay) and the data disk in place, then runs what the test sends over the virtio port "porthole.exec".
#
#   guest → host   hello BOOT_ID                     ready for commands
#   host → guest   ID SHELL COMMAND                  run it, inside the host's file system
#   guest → host   ID EXIT_STATUS BASE64_OF_OUTPUT   what came of it

/bin/busybox mkdir -p /proc /sys /dev /newroot /scratch
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev

while read -r module; do insmod "/modules/$module"; done < /modules/load

mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=512000 host /newroot
mount -t tmpfs scratch /scratch
mkdir /scratch/upper /scratch/work
mount -t overlay -o lowerdir=/newroot,upperdir=/scratch/upper,workdir=/scratch/work overlay /newroot
for folder in dev proc sys; do mount --bind "/$folder" "/newroot/$folder"; done
# Tools of this initramfs for the programs inside: the modules that a test may load, and ways to end the machine.
mkdir -p /newroot/run/guest /newroot/data
mount -t tmpfs guest /newroot/run/guest
cp /bin/busybox /newroot/run/guest/
cp -r /modules /newroot/run/guest/modules
# Under emulation these start five times as quickly as the host's own, which look for locales and libraries first.
for tool in base64 cat cut grep ls rm; do ln -s busybox "/newroot/run/guest/$tool"; done
for command in reboot poweroff; do
  printf '#!/bin/sh\nexec /run/guest/busybox %s -f\n' "$command" > "/newroot/run/guest/$command"
  chmod +x "/newroot/run/guest/$command"
done
[ -e /dev/vda ] && mount -t ext4 /dev/vda /newroot/data

# As a getty would: text on the console that a GUI must not let through.
printf 'recorder login: ' > /dev/tty0

for port in /sys/class/virtio-ports/*; do
  [ "$(cat "$port/name")" = porthole.exec ] && exec 3<> "/dev/${port##*/}"
done
# The loop forks but runs no program of its own where it can help it: under emulation each costs some 40 ms.
cat > /newroot/run/guest/loop << 'EOF'
cd /root
read -r boot_id < /proc/sys/kernel/random/boot_id
echo "hello $boot_id" >&3
while read -r id command <&3; do
  (eval "$command") < /dev/null > /run/guest/output 2>&1 3<&-
  status=$?
  output=
  [ -s /run/guest/output ] && output=$(base64 -w 0 /run/guest/output)
  echo "$id $status $output" >&3
done
EOF
exec chroot /newroot /usr/bin/env -i HOME=/root \
  PATH=/run/guest:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /bin/sh /run/guest/loop
